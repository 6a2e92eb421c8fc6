// @modelcontextprotocol/client 2.x, which speaks both eras, behind the words of everything.mjs.
import { Client, SSEClientTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const transports = { stdio: StdioClientTransport, http: StreamableHTTPClientTransport, sse: SSEClientTransport };
const requests = ['elicitation/create', 'sampling/createMessage', 'roots/list'];
const notifications = [
  'notifications/progress',
  'notifications/message',
  'notifications/resources/updated',
  'notifications/tools/list_changed',
  'notifications/prompts/list_changed',
];

export async function connect(era, transport, target, { info, capabilities, answer, hear, fail }) {
  const client = new Client(info, { capabilities, versionNegotiation: { mode: era === 'legacy' ? 'legacy' : { pin: era } } });
  for (const method of requests) client.setRequestHandler(method, request => answer(method, request.params));
  for (const method of notifications) client.setNotificationHandler(method, notification => hear(method, notification.params));
  client.onerror = fail;
  const channel = new transports[transport](target);
  await client.connect(channel);
  return { client, channel, revision: client.getNegotiatedProtocolVersion(), callTool: (params, options) => client.callTool(params, options) };
}
