// @modelcontextprotocol/server 2.x, as its documentation sets it up: server.mjs stdio | stateless PORT
import { createServer } from 'node:http';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { info, registerTools } from './greet.mjs';

const [mode, port] = process.argv.slice(2);
const create = () => registerTools(new McpServer(info), mode);

if (mode === 'stdio') {
  const { serveStdio } = await import('@modelcontextprotocol/server/stdio');
  serveStdio(create);
} else {
  const { localhostHostValidation, localhostOriginValidation, toNodeHandler } = await import('@modelcontextprotocol/node');
  const handle = toNodeHandler(createMcpHandler(create));
  const [isHostValid, isOriginValid] = [localhostHostValidation(), localhostOriginValidation()];
  createServer((request, response) => {
    if (isHostValid(request, response) && isOriginValid(request, response)) handle(request, response);
  }).listen(Number(port), '127.0.0.1');
}
