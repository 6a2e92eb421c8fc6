-- Sends the request of the files that HEADERS_FILE and BODY_FILE name; with IDS, in so many versions that differ by their ids, for
-- in a session no two requests in flight may have the same.
wrk.method = "POST"
for line in io.lines(os.getenv("HEADERS_FILE")) do
  local name, value = line:match("^([^:]+): (.*)$")
  wrk.headers[name] = value
end
local file = io.open(os.getenv("BODY_FILE"), "rb")
wrk.body = file:read("*a")
file:close()

local ids = tonumber(os.getenv("IDS") or "1")
if ids > 1 then
  local requests, last = {}, 0
  function request()
    if #requests == 0 then
      for id = 1, ids do requests[id] = wrk.format(nil, nil, nil, (wrk.body:gsub('"id":1,', '"id":' .. id .. ','))) end
    end
    last = last % ids + 1
    return requests[last]
  end
end
