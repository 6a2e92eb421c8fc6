// @modelcontextprotocol/sdk 1.x, as its documentation sets it up: sdk.mjs stdio | stateless PORT | sessions PORT
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { info, registerTools } from './greet.mjs';

const [mode, port] = process.argv.slice(2);
const create = () => registerTools(new McpServer(info), mode);

if (mode === 'stdio') {
  const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js');
  await create().connect(new StdioServerTransport());
} else {
  const { StreamableHTTPServerTransport } = await import('@modelcontextprotocol/sdk/server/streamableHttp.js');
  const sessions = new Map();
  const answer = {
    async stateless(request, response) {
      const server = create();
      const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
      response.on('close', () => {
        transport.close();
        server.close();
      });
      await server.connect(transport);
      await transport.handleRequest(request, response);
    },
    async sessions(request, response) {
      let transport = sessions.get(request.headers['mcp-session-id']);
      if (!transport) {
        transport = new StreamableHTTPServerTransport({
          sessionIdGenerator: randomUUID,
          enableJsonResponse: true,
          onsessioninitialized: id => sessions.set(id, transport),
        });
        await create().connect(transport);
      }
      await transport.handleRequest(request, response);
    },
  }[mode];
  createServer(answer).listen(Number(port), '127.0.0.1');
}
