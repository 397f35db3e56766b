import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { dayOf } from '../../../src/core/common/calendar';
import { estimate } from '../../../src/core/price/estimate';
import { Ledger } from '../../../src/core/credits/ledger';
import { SpendingBook } from '../../../src/core/credits/spendingBook';
import { SpendingGuard } from '../../../src/core/credits/spendingGuard';
import type { LedgerStore } from '../../../src/core/credits/ledgerStore';
import type { HistoryStore } from '../../../src/core/history/historyStore';
import type { SpendAnswer, SpendQuestion } from '../../../src/core/credits/spendQuestion';
import type { RunOptions } from '../../../src/core/run/explorerParts';
import { isTestKey } from '../../../src/core/keys/apiKey';
import { ledgerFolder } from '../../../src/core/disk/ledgerFolder';
import { draft } from '../request/drafts';
import { harness, recordingServer } from './harness';

/** Made here: no key stands in a file. */
const keyOf = (side: 'live' | 'test', letter: string) =>
  ['jbe', side, letter.repeat(21), letter.repeat(43)].join('_');
export const live = keyOf('live', 'a');
export const otherLive = keyOf('live', 'b');
export const test = keyOf('test', 'c');

/** By the catalog's price 6 credits. */
const search = draft('searchJobsPost', { body: '{"page_size": 2}' });

const isBilled = (key: string | undefined) => key !== undefined && !isTestKey(key);

interface Stores {
  /** Around the files of history, and of the ledger. */
  readonly store?: (folder: string) => HistoryStore;
  readonly lines?: (store: LedgerStore) => LedgerStore;
}

/** One window with its guard, whose key changes as a case says, before a server that takes credits of live keys only. */
export async function keyHouse(stores: Stores = {}) {
  const failures: unknown[] = [];
  const asked: SpendQuestion[] = [];
  /** What a case may set. */
  const said = {
    key: test as string | undefined,
    limits: { run: 0, session: 0, day: 0 },
    /** What the person says to each question. */
    answer: (_: SpendQuestion): SpendAnswer | Promise<SpendAnswer> => 'nothing',
    /** What the server answers to each request, the last one to all that follow. */
    statuses: [200],
    /** Told each time that the key is read. */
    onReading: (_nth: number): void => undefined,
    /** What the guard waits for before it looks at a limit. */
    isReady: undefined as Promise<unknown> | undefined,
    /** Whether an answer is kept of whatever is asked. */
    isKept: false,
    /** What the server does before it answers. */
    atRequest: () => Promise.resolve(),
  };
  const server = await recordingServer(async ({ headers }, response, nth) => {
    await said.atRequest();
    const status = said.statuses[nth - 1] ?? said.statuses.at(-1) ?? 200;
    const isTaken = status === 200 && headers['x-api-key'] !== test;
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(status === 429 && { 'retry-after': '1' }),
      ...(isTaken && { 'x-credits-deducted': '6', 'x-credits-balance': '94' }),
    });
    response.end('{"jobs": [{}, {}]}');
  });
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-keys-'));
  const ledger = new Ledger((stores.lines ?? (each => each))(ledgerFolder(folder)));
  const failed = (failure: unknown) => failures.push(failure);
  const session = () => ({ id: 'one', since: Date.now() });
  const book = new SpendingBook({ ledger, session, now: Date.now, failed });
  const guard = new SpendingGuard({
    book,
    limits: () => said.limits,
    estimate: (_profile, each) => estimate(each),
    isBilled: () => Promise.resolve(isBilled(place.key)),
    ready: async () => said.isReady,
    kept: ({ exchange }) => Promise.resolve(said.isKept ? exchange : undefined),
    ask: async question => {
      asked.push(question);
      return said.answer(question);
    },
    failed,
  });
  let readings = 0;
  const place = {
    origin: server.origin,
    get key() {
      readings += 1;
      said.onReading(readings);
      return said.key;
    },
  };
  const { store } = stores;
  const parts = await harness(() => place, { guard, ...(store && { store }) });
  parts.explorer.onDidChange(exchange => void book.onExchange(exchange));
  return {
    ...parts,
    said,
    asked,
    spending: async () => {
      await book.refresh();
      return book.known();
    },
    run: (options: Partial<RunOptions> = {}, of = search) =>
      parts.explorer.run(of, { profile: 'own', ...options }),
    /** The keys that requests came with. */
    sent: () => server.requests.map(({ headers }) => headers['x-api-key']),
    /** In each wait of the run another key is set. */
    keysInWaits(...keys: readonly (string | undefined)[]) {
      let waits = 0;
      parts.explorer.onDidChange(({ outcome }) => {
        if (outcome.kind !== 'waiting' && outcome.kind !== 'scheduled') return;
        if (waits < keys.length) said.key = keys[waits];
        waits += 1;
      });
    },
    /** What guard and book have reported, taken out. */
    ledgerFailures: () => failures.splice(0),
    today: () => ledger.known(dayOf(Date.now())),
    /** The ledger as another window reads it. */
    async lines() {
      await ledger.flush();
      const entries = await new Ledger(ledgerFolder(folder)).read(dayOf(Date.now()));
      return entries.map(({ state, charged }) => [state, charged]);
    },
    async close() {
      await parts.close();
      await server.close();
      await ledger.close();
      await fs.rm(folder, { recursive: true });
      assert.deepEqual([failures, parts.failures], [[], []]);
    },
  };
}
export type KeyHouse = Awaited<ReturnType<typeof keyHouse>>;
