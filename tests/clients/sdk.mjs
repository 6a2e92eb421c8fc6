// The client of @modelcontextprotocol/sdk 1.x, which speaks the legacy era, behind the words of everything.mjs.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as types from '@modelcontextprotocol/sdk/types.js';

const transports = { stdio: StdioClientTransport, http: StreamableHTTPClientTransport, sse: SSEClientTransport };
const requests = {
  'elicitation/create': types.ElicitRequestSchema,
  'sampling/createMessage': types.CreateMessageRequestSchema,
  'roots/list': types.ListRootsRequestSchema,
};
const notifications = {
  'notifications/progress': types.ProgressNotificationSchema,
  'notifications/message': types.LoggingMessageNotificationSchema,
  'notifications/resources/updated': types.ResourceUpdatedNotificationSchema,
  'notifications/tools/list_changed': types.ToolListChangedNotificationSchema,
  'notifications/prompts/list_changed': types.PromptListChangedNotificationSchema,
};

export async function connect(_era, transport, target, { info, capabilities, answer, hear, fail }) {
  const client = new Client(info, { capabilities });
  for (const [method, schema] of Object.entries(requests)) client.setRequestHandler(schema, request => answer(method, request.params));
  for (const [method, schema] of Object.entries(notifications)) client.setNotificationHandler(schema, notification => hear(method, notification.params));
  client.onerror = fail;
  const channel = new transports[transport](target);

  // The client tells its transport alone which revision was agreed on.
  let revision;
  const settle = channel.setProtocolVersion?.bind(channel);
  channel.setProtocolVersion = version => {
    revision = version;
    settle?.(version);
  };
  await client.connect(channel);
  return { client, channel, revision, callTool: (params, options) => client.callTool(params, undefined, options) };
}
