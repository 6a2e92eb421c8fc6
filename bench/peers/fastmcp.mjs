// fastmcp, as its documentation sets it up: fastmcp.mjs stdio | stateless PORT | sessions PORT
import { FastMCP } from 'fastmcp';
import { greet, greeting, info, listed, listedNames } from './greet.mjs';

const [mode, port] = process.argv.slice(2);
// Its logger writes a line for each request otherwise.
const logger = Object.fromEntries(['debug', 'error', 'info', 'log', 'warn'].map(level => [level, () => {}]));
const server = new FastMCP({ ...info, logger });
server.addTool({ name: 'greet', description: greeting.description, parameters: greeting.inputSchema, execute: async args => greet(args) });
for (const name of mode === 'stdio' ? [] : listedNames) server.addTool({ name, description: listed.description, parameters: listed.inputSchema, execute: async () => '' });

await server.start(mode === 'stdio'
  ? { transportType: 'stdio' }
  : { transportType: 'httpStream', httpStream: { port: Number(port), host: '127.0.0.1', stateless: mode === 'stateless', enableJsonResponse: true } });
