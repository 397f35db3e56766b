import { once } from 'node:events';
import fs from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Bodies } from '../../../src/core/run/answerBodies';
import type { Exchange, RefusalReason } from '../../../src/core/exchange';
import { Explorer } from '../../../src/core/explorer';
import type { ExplorerParts } from '../../../src/core/run/explorerParts';
import { folderStore } from '../../../src/core/disk/folderStore';
import type { HistoryStore } from '../../../src/core/history/historyStore';
import { History } from '../../../src/core/history/history';
import { anyKeys } from '../../../src/core/request/keyErrors';
import { defaultLimitSettings, type LimitSettings } from '../../../src/core/transport/limits';
import { createRetryBudget } from '../../../src/core/retry/retryBudget';
import { defaultRetrySettings, type RetrySettings } from '../../../src/core/retry/retryPolicy';
import { createSharedLimits } from '../../../src/core/retry/sharedLimits';
import type { Transport } from '../../../src/core/transport/transport';
import { realWorld, type World } from '../../../src/core/common/world';
import { instantWorld, makeTransport } from '../../support/runs';

export interface Place {
  readonly origin: string;
  readonly key: string | undefined;
}

export interface HarnessOptions {
  readonly world?: World;
  readonly limits?: LimitSettings;
  readonly retry?: Partial<RetrySettings>;
  readonly keys?: ExplorerParts['keys'];
  readonly guard?: Partial<ExplorerParts['guard']>;
  readonly priceOf?: ExplorerParts['priceOf'];
  /** Default: a profile is an account of its own. */
  readonly accountOf?: (profile: string) => string;
  /** Instead of one that goes straight; closed by whoever made it. */
  readonly transport?: () => Transport;
  /** Instead of the folder alone. */
  readonly store?: (folder: string) => HistoryStore;
}

/** The real spine with the real engine and a history on disk; only the clock may be another. */
export async function harness(
  placeOf: (profile: string) => Place | RefusalReason,
  options: HarnessOptions = {},
) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-explorer-'));
  const failures: unknown[] = [];
  const failed = (failure: unknown) => failures.push(failure);
  const window = { pid: process.pid, id: 'test' };
  const store = (options.store ?? folderStore)(folder);
  const bounds = () => ({ rows: 1_000, bytes: 100_000_000 });
  const history = new History({ store, bounds, window, alive: () => true, now: Date.now, failed });
  const bodies = new Bodies(id => history.readBody(id));
  const transport = makeTransport();
  const explorer = new Explorer({
    world: options.world ?? instantWorld(),
    history,
    bodies,
    keys: options.keys ?? anyKeys,
    shared: createSharedLimits(),
    budget: createRetryBudget(),
    window,
    balanceOf: () => undefined,
    priceOf: options.priceOf ?? (() => undefined),
    accountOf: options.accountOf ?? (() => ''),
    guard: {
      decide: run =>
        options.guard?.decide?.(run) ?? Promise.resolve({ kind: 'send', isCounted: true }),
      withdraw: exchange => options.guard?.withdraw?.(exchange),
    },
    transport: () => Promise.resolve(options.transport?.() ?? transport),
    destination: profile => {
      const place = placeOf(profile);
      if (typeof place === 'string') return Promise.resolve(place);
      const { origin } = place;
      return Promise.resolve({ profile, origin, credential: () => Promise.resolve(place.key) });
    },
    originOf: profile => {
      const place = placeOf(profile);
      return typeof place === 'string' ? 'https://unknown.invalid' : place.origin;
    },
    settings: () => ({
      retry: { ...defaultRetrySettings, ...options.retry },
      limits: options.limits ?? defaultLimitSettings,
    }),
    failed,
  });
  const published: Exchange[] = [];
  explorer.onDidChange(exchange => published.push(exchange));
  return {
    explorer,
    history,
    bodies,
    folder,
    published,
    failures,
    async close() {
      await explorer.dispose();
      await transport.close();
      await fs.rm(folder, { recursive: true, force: true });
    },
  };
}
export type Harness = Awaited<ReturnType<typeof harness>>;

/** Waits in real time: for what is cancelled in the middle. */
export const realTime: World = realWorld;

/** A server that writes down what came and answers what it is told. */
export async function recordingServer(
  answer: (request: IncomingMessage, response: ServerResponse, nth: number) => void | Promise<void>,
) {
  const requests: { method: string; url: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, url, headers });
    request.resume();
    void answer(request, response, requests.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Every file below a folder, its bytes read one to one as characters. */
export async function filesOf(folder: string): Promise<{ name: string; text: string }[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(async ({ name, parentPath }) => ({
        name,
        text: await fs.readFile(path.join(parentPath, name), 'latin1'),
      })),
  );
}
