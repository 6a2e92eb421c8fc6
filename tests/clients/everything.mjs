// Goes through all that samples/Everything offers, by an official client; prints what it saw as one line of JSON.
// usage: node everything.mjs sdk|client legacy|2026-07-28 http|sse URL | node everything.mjs sdk|client legacy|2026-07-28 stdio COMMAND [ARGUMENT ...]
// Tasks are not among it: the sdk knows those of 2025-11-25, which were an experiment and which Fairlead does not serve, and the
// client knows none.
import { setTimeout } from 'node:timers/promises';

const [name, era, transport, target, ...rest] = process.argv.slice(2);
const { connect } = await import(`./${name}.mjs`);
const watched = 'test://watched-resource';

// What the user answers to the next questions.
let action = 'accept';
const answers = {
  'elicitation/create': ({ requestedSchema }) => action === 'accept'
    ? { action, content: Object.fromEntries(Object.keys(requestedSchema.properties).map(key => [key, key === 'color' ? 'blue' : 'Ada'])) }
    : { action },
  'sampling/createMessage': ({ messages }) => ({ role: 'assistant', model: 'scripted', content: { type: 'text', text: `answer to ${messages[0].content.text}` } }),
  'roots/list': () => ({ roots: [{ uri: 'file:///home/ada' }] }),
};

const heard = [];
let wake = () => {};
async function hear(method, count) {
  for (;;) {
    const found = heard.filter(one => one.method === method).map(one => one.params);
    if (found.length >= count) return found;
    await new Promise(resolve => wake = resolve);
  }
}

const failures = [];
const { client, channel, revision, callTool } = await connect(era, transport, transport === 'stdio' ? { command: target, args: rest } : new URL(target), {
  info: { name: 'fairlead-tests', version: '1.0.0' },
  capabilities: { elicitation: { form: {} }, sampling: {}, roots: {} },
  answer: (method, params) => answers[method](params),
  hear: (method, params) => {
    heard.push({ method, params });
    wake();
  },
  fail: error => failures.push(String(error)),
});

const call = (tool, args = {}, meta = undefined) => callTool({ name: tool, arguments: args, ...(meta && { _meta: meta }) });
const text = async (...request) => {
  const { content, isError } = await call(...request);
  return (isError ? 'error: ' : '') + content[0].text;
};
const refused = async promise => {
  try {
    await promise;
    return 'done';
  } catch (error) {
    return error.code;
  }
};

setTimeout(60_000, undefined, { ref: false }).then(() => {
  console.error(`Nothing more was heard after ${JSON.stringify(seen)}`);
  process.exit(1);
});

// What it has seen, in the order in which it went.
const seen = { revision, server: client.getServerVersion().name, instructions: client.getInstructions().length > 0 };

const lists = async (list, member, key, one) => (await list.call(client))[member].some(item => item[key] === one);
seen.lists = {
  tools: await lists(client.listTools, 'tools', 'name', 'test_simple_text'),
  resources: await lists(client.listResources, 'resources', 'uri', watched),
  templates: await lists(client.listResourceTemplates, 'resourceTemplates', 'uriTemplate', 'test://template/{id}/data'),
  prompts: await lists(client.listPrompts, 'prompts', 'name', 'test_simple_prompt'),
};

seen.text = await text('test_simple_text');
seen.mixed = (await call('test_multiple_content_types')).content.map(block => block.type);
seen.failed = await text('test_error_handling');
seen.unknownTool = await refused(call('no_such_tool'));
seen.header = await text('test_x_mcp_header', { region: 'Zürich' });

const read = async uri => (await client.readResource({ uri })).contents[0];
seen.resource = (await read('test://static-text')).text;
seen.binary = Buffer.from((await read('test://static-binary')).blob, 'base64').subarray(1, 4).toString();
seen.template = JSON.parse((await read('test://template/42/data')).text).id;
seen.unknownResource = await refused(read('test://none'));

seen.prompt = (await client.getPrompt({ name: 'test_prompt_with_arguments', arguments: { arg1: 'a', arg2: 'b' } })).messages[0].content.text;
seen.completion = (await client.complete({ ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' }, argument: { name: 'arg1', value: 'par' } })).completion.values;

seen.accepted = await text('test_input_required_result_elicitation');
seen.rounds = await text('test_input_required_result_multi_round');
seen.together = await text('test_input_required_result_multiple_inputs');
seen.askedByPrompt = (await client.getPrompt({ name: 'test_input_required_result_prompt' })).messages[0].content.text;
action = 'decline';
seen.declined = await text('test_input_required_result_elicitation');
seen.sampled = await text('test_sampling', { prompt: 'Say hello' });
seen.roots = await text('test_input_required_result_list_roots');

// With a token of our own: a client that is given a callback stops listening as soon as it has the result, also to what came before that.
await call('test_tool_with_progress', {}, { progressToken: 'mine' });
seen.progress = (await hear('notifications/progress', 3)).map(({ progressToken, progress }) => [progressToken, progress]);

if (era === 'legacy') await client.setLoggingLevel('info');
await call('test_tool_with_logging', {}, era === 'legacy' ? undefined : { 'io.modelcontextprotocol/logLevel': 'info' });
seen.logs = (await hear('notifications/message', 3)).map(({ level, data }) => `${level}: ${data}`);

const impatience = new AbortController();
const slow = callTool({ name: 'slow_compute', arguments: { seconds: 200 } }, { signal: impatience.signal }).then(() => 'done', () => 'cancelled');
seen.meanwhile = await text('test_simple_text');
impatience.abort('no longer wanted');
seen.slow = await slow;
seen.afterwards = await text('test_simple_text');

const subscription = era === 'legacy'
  ? await client.subscribeResource({ uri: watched })
  : await client.listen({ resourceSubscriptions: [watched], toolsListChanged: true, promptsListChanged: true });
await call('test_trigger_resource_update');
seen.updated = (await hear('notifications/resources/updated', 1))[0].uri;
await call('test_trigger_tool_change');
await hear('notifications/tools/list_changed', 1);
await call('test_trigger_prompt_change');
await hear('notifications/prompts/list_changed', 1);
seen.changed = ['tools', 'prompts'];
await (era === 'legacy' ? client.unsubscribeResource({ uri: watched }) : subscription.close());

if (era === 'legacy') await client.ping();

seen.failures = [...failures];

// The server waits half a minute for calls in flight, but none is left.
const server = channel._process;
if (server) {
  const ended = new Promise(resolve => server.once('exit', resolve));
  server.stdin.end();
  seen.exitCode = await Promise.race([ended, setTimeout(20_000, 'none', { ref: false })]);
}

console.log(JSON.stringify(seen));

// Over HTTP calls end with their connections; so these are kept until the test has seen that no call was left.
if (!server) for await (const _ of process.stdin);
await client.close();
