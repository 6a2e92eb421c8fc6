-- Sends the request that METHOD, NAME and BODY describe, as a client of 2026-07-28 does.
wrk.method = "POST"
wrk.body = os.getenv("BODY")
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json, text/event-stream"
wrk.headers["MCP-Protocol-Version"] = "2026-07-28"
wrk.headers["Mcp-Method"] = os.getenv("METHOD")
if os.getenv("NAME") then wrk.headers["Mcp-Name"] = os.getenv("NAME") end
