import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { inspect } from 'node:util';
import type { Sandbox } from '../../src/sandbox/server';
import { recordingServer } from '../unit/run/harness';
import { formsOf } from './keyForms';

/** URL-safe, so that the sandbox takes it; random, so that nothing else can hold it. */
export const canary = ['jbe', 'live', randomBytes(24).toString('base64url').slice(0, 21)]
  .join('_')
  .concat('_', randomBytes(48).toString('base64url').slice(0, 43));

/** The places that hold the key, in whatever form. */
export const hits = (places: readonly { name: string; text: string }[]): string[] =>
  places
    .filter(({ text }) => formsOf(canary).some(form => text.includes(form)))
    .map(({ name }) => name);

export const shown = (name: string, value: unknown) => [
  {
    name: `${name}, inspected`,
    text: inspect(value, { depth: Infinity, maxStringLength: Infinity }),
  },
  { name: `${name}, as JSON`, text: JSON.stringify(value) },
];

/** A proxy before the sandbox that chooses the scenario of each request: all of them with the same key. */
export async function withScenario(sandbox: Sandbox, scenarioOf: () => string) {
  return recordingServer((incoming, response) => {
    const { hostname, port } = new URL(sandbox.url);
    const { host: _, ...headers } = incoming.headers;
    const forward = httpRequest({
      hostname,
      port,
      path: incoming.url,
      method: incoming.method,
      headers: { ...headers, 'x-sandbox-scenario': scenarioOf() },
    });
    forward.on('response', answer => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.on('data', chunk => response.write(chunk));
      answer.on('end', () => response.end());
      answer.on('error', () => response.destroy());
    });
    forward.on('error', () => response.destroy());
    response.on('close', () => forward.destroy());
    incoming.pipe(forward);
  });
}
