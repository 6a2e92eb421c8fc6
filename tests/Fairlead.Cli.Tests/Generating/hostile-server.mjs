// A server whose names and descriptions try to become code of a client that is generated for it.
import { createInterface } from 'node:readline';

const breakouts = [
  'x */ class', 'class', 'Class', '__class', '"; } public class Evil { string s = "', '///\nclass Evil1 {}', 'a\u2028class Evil2 {}', 'b\u0085class Evil3 {}', 'c\u2029class Evil4 {}',
  'd\rclass Evil5 {}', '</summary><evil>', ']]>', '&bad;', '\\u0022', '{0}', '\u202Etxet', '\u0000', '\uFFFE', '', ' ', '1st', '日本語', 'Equals', 'get-type', 'to_string',
  'invoke', 'InvokeStructured', 'cancellationToken', 'call', '_client', 'members', 'global', 'System', 'Task', 'string', 'a'.repeat(500), '#endif', '#error no', '*/', '/*', '@"', '"""', "'",
];
// JSON can escape half of a character.
if (process.argv[2] === 'half') breakouts.push('\uD800');
if (process.argv[2] === 'long') breakouts.push('a'.repeat(5000));
const properties = Object.fromEntries(breakouts.map(text => [text, { type: 'string', description: text }]));
const choice = { type: 'string', enum: ['red', 'Red', 'x */ class', '"; }', 'class', '日本語'], description: breakouts.join('\n') };
const output = {
  type: 'object',
  description: breakouts.join(' '),
  properties: {
    ...properties,
    choice, empty: { enum: ['', 'a'] }, mixed: { enum: ['a', 1] },
    tree: { $ref: '#/$defs/Tree' }, loop: { $ref: '#/$defs/Loop' }, outside: { $ref: 'https://example.com/schema.json' }, itself: { $ref: '#' },
    either: { oneOf: [{ type: 'string' }, { type: 'integer' }] }, perhaps: { anyOf: [{ type: 'integer' }, { type: 'null' }] }, both: { type: ['string', 'null'] },
    map: { type: 'object', additionalProperties: { type: 'number' } }, list: { type: 'array', items: { type: 'array', items: { type: ['boolean', 'null'] } } },
    wrong: 'no schema', truth: true, when: { type: 'string', format: 'date-time' }, hostileResult: { type: 'object', properties: { hostileResult: { type: 'string' } } },
  },
  required: ['choice', 'both', 'list'],
  $defs: {
    Tree: { type: 'object', properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/Tree' } } }, required: ['name', 'children'] },
    Loop: { $ref: '#/$defs/Loop' },
  },
};
const tools = [
  ...breakouts.map(name => ({ name, description: name, inputSchema: { type: 'object', properties: { [name]: properties[name] } } })),
  { name: 'everything', inputSchema: { type: 'object', properties, required: ['class', ' '] } },
  { name: 'hostile', description: breakouts.join('\n'), inputSchema: output, outputSchema: output },
  { name: 'nullable', inputSchema: { type: 'object' }, outputSchema: { type: ['object', 'null'], properties: { a: { type: 'string' } } } },
];
const prompts = breakouts.map(name => ({ name, description: name, arguments: [{ name, description: name }] }));
prompts.push({ name: 'everything', arguments: breakouts.map((text, index) => ({ name: text, description: text, required: index % 2 === 0 })) });
const resourceTemplates = breakouts.map(name => ({ name, description: name, uriTemplate: `x://{class}/{+path*}{?a,b:3}/${name}` }));
const answers = {
  initialize: { protocolVersion: '2025-11-25', capabilities: { tools: {}, prompts: {}, resources: {} }, serverInfo: { name: 'hostile\u2028*/ class Evil6 {', version: '1"\n' } },
  'tools/list': { tools },
  'prompts/list': { prompts },
  'resources/templates/list': { resourceTemplates },
};

createInterface({ input: process.stdin }).on('line', line => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  const result = method === 'tools/call' ? { content: [], structuredContent: { ...params.arguments } } : answers[method];
  console.log(JSON.stringify({ jsonrpc: '2.0', id, ...(result ? { result } : { error: { code: -32601, message: `Method not found: ${method}` } }) }));
});
