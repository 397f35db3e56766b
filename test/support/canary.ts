import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { inspect } from 'node:util';
import type { Sandbox } from '../../src/sandbox/server';
import { recordingServer } from '../unit/explorer/harness';

/** URL-safe, so that the sandbox takes it; random, so that nothing else can hold it. */
export const canary = ['jbe', 'live', randomBytes(24).toString('base64url').slice(0, 21)]
  .join('_')
  .concat('_', randomBytes(48).toString('base64url').slice(0, 43));

/** Each way in which the key could lie somewhere, as the bytes a file would hold, one character a byte. */
export function formsOf(key: string): readonly string[] {
  const utf16 = Buffer.from(key, 'utf16le').toString('latin1');
  const percent = Buffer.from(key).toString('hex').replace(/../g, '%$&');
  // What is the same in base64 wherever the key begins in the encoded text.
  const inBase64 = [0, 1, 2].flatMap(offset => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]).toString('base64');
    const inner = text.slice(offset === 0 ? 0 : 4, -4);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  // As JSON and `inspect` write it.
  const escaped = ['\\u0000', '\\x00'].map(zero => utf16.replaceAll('\0', zero));
  return [...new Set([key, encodeURIComponent(key), percent, utf16, ...escaped, ...inBase64])];
}

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
