// What every server serves: one tool that is called, and 19 that are listed.
import { z } from 'zod';

export const info = { name: 'bench', version: '1.0.0' };

export const greet = ({ name, times, loud }) => (loud && times > 0 ? `HELLO, ${name}!` : `Hello, ${name}!`);

export const greeting = {
  description: 'Greet someone by name.',
  inputSchema: z.object({ name: z.string(), times: z.number().int(), loud: z.boolean() }),
};

export const listed = {
  description: 'A tool that is listed.',
  inputSchema: z.object({ path: z.string() }),
};

export const listedNames = Array.from({ length: 19 }, (_, i) => `tool_${i + 1}`);

export const text = value => ({ content: [{ type: 'text', text: value }] });

/** Registers the tools with a server of an official SDK; over stdio only the one that is called. */
export function registerTools(server, mode) {
  server.registerTool('greet', greeting, async args => text(greet(args)));
  if (mode === 'stdio') return server;
  for (const name of listedNames) server.registerTool(name, listed, async () => text(''));
  return server;
}
