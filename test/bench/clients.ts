import { createRequire } from 'node:module';
import path from 'node:path';
import type { Pool } from 'undici';
import { findOperation } from '../../src/core/catalog/catalog';
import { build } from '../../src/core/request/build';
import type { Draft } from '../../src/core/request/draft';
import { pipeline } from './pipeline';
import type { ClientName } from './rounds';

/** One way to send a request and have its answer as a value. */
export interface Client {
  send(): Promise<unknown>;
  /** What it put off, done. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Each in a process of its own, so that nobody pays for another one's garbage. */
export function createClient(name: ClientName, origin: string, draft: Draft): Promise<Client> {
  // One that is charged: for another, no run would be counted.
  const key = ['jbe', 'live', 'k'.repeat(21), 'v'.repeat(43)].join('_');
  const operation = findOperation(draft.operationId);
  if (!operation) throw new Error(`There is no operation ${draft.operationId}.`);
  const { method, target, headers, body } = build(draft, operation, 'none');
  const plain: Plain = {
    origin,
    method,
    target,
    headers: { ...headers, 'x-api-key': key },
    ...(body && { body: Buffer.from(body).toString() }),
  };
  switch (name) {
    case 'pipeline':
      return pipeline(origin, draft, key);
    case 'undici':
    case 'undici again':
      return Promise.resolve(bareUndici(plain));
    case 'fetch':
      return Promise.resolve(bareFetch(plain));
    case 'httpyac':
      return httpyac(plain);
  }
}

interface Plain {
  readonly origin: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const nothing = () => Promise.resolve();
const fromHere = createRequire(path.resolve('test/bench/package.json'));

function bareUndici({ origin, target, method, headers, body }: Plain): Client {
  // Not with the bundle: importing it changes what the runtime's own fetch sends through.
  const undici = fromHere('undici') as { readonly Pool: typeof Pool };
  const pool = new undici.Pool(origin);
  return {
    async send() {
      const options = { path: target, method, headers, body: body ?? null };
      const answer = await pool.request(options);
      return JSON.parse(await answer.body.text()) as unknown;
    },
    settle: nothing,
    close: () => pool.close(),
  };
}

function bareFetch({ origin, target, method, headers, body }: Plain): Client {
  return {
    async send() {
      const answer = await fetch(origin + target, { method, headers, body: body ?? null });
      return JSON.parse(await answer.text()) as unknown;
    },
    settle: nothing,
    close: nothing,
  };
}

/** As much of it as is used here; it is installed by the benchmark alone. */
interface Httpyac {
  readonly cli: { initIOProvider(): void };
  readonly io: { readonly log: { readonly options: { level?: number } } };
  readonly store: {
    readonly HttpFileStore: new () => {
      getOrCreate(
        file: string,
        text: () => Promise<string>,
        version: number,
        options: { readonly workingDir: string },
      ): Promise<object>;
    };
  };
  send(context: {
    readonly httpFile: object;
    readonly processedHttpRegions: { response?: { parsedBody?: unknown } }[];
  }): Promise<boolean>;
}

const silent = 1_000;

async function httpyac({ origin, target, method, headers, body }: Plain): Promise<Client> {
  const library = fromHere('httpyac') as Httpyac;
  const { cli, io, store } = library;
  cli.initIOProvider();
  io.log.options.level = silent;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const text = [`${method} ${origin}${target}`, ...lines, '', ...(body ? [body] : [])].join('\n');
  const file = path.resolve('test/bench/request.http');
  const options = { workingDir: path.dirname(file) };
  const files = new store.HttpFileStore();
  const httpFile = await files.getOrCreate(file, () => Promise.resolve(text), 0, options);
  return {
    async send() {
      const processedHttpRegions: { response?: { parsedBody?: unknown } }[] = [];
      await library.send({ httpFile, processedHttpRegions });
      return processedHttpRegions[0]?.response?.parsedBody;
    },
    settle: nothing,
    close: nothing,
  };
}
