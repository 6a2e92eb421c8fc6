// Lists the tools of a server and calls greet, by @modelcontextprotocol/client; prints what came back as one line of JSON.
// usage: node call.mjs legacy|2026-07-28 http URL | node call.mjs legacy|2026-07-28 stdio COMMAND [ARGUMENT ...]
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [mode, transport, target, ...rest] = process.argv.slice(2);
const client = new Client(
  { name: 'fairlead-tests', version: '1.0.0' },
  { versionNegotiation: { mode: mode === 'legacy' ? 'legacy' : { pin: mode } } });
await client.connect(transport === 'http'
  ? new StreamableHTTPClientTransport(new URL(target))
  : new StdioClientTransport({ command: target, args: rest }));
const { tools } = await client.listTools();
const result = await client.callTool({ name: 'greet', arguments: { name: 'Wörld' } });
await client.close();
console.log(JSON.stringify({ tools, result }));
