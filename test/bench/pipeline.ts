import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Bodies } from '../../src/core/run/answerBodies';
import type { Exchange } from '../../src/core/exchange';
import { estimate } from '../../src/core/price/estimate';
import { Ledger } from '../../src/core/credits/ledger';
import { ledgerFolder } from '../../src/core/disk/ledgerFolder';
import { SpendingBook } from '../../src/core/credits/spendingBook';
import { SpendingGuard } from '../../src/core/credits/spendingGuard';
import { Explorer } from '../../src/core/explorer';
import { folderStore } from '../../src/core/disk/folderStore';
import { History } from '../../src/core/history/history';
import { anyKeys } from '../../src/core/request/keyErrors';
import type { Draft } from '../../src/core/request/draft';
import { createTransport } from '../../src/core/transport/engine';
import { defaultLimitSettings } from '../../src/core/transport/limits';
import { createRetryBudget } from '../../src/core/retry/retryBudget';
import { defaultRetrySettings } from '../../src/core/retry/retryPolicy';
import { createSharedLimits } from '../../src/core/retry/sharedLimits';
import { realWorld } from '../../src/core/common/world';
import { settings } from '../../src/names';
import type { Client } from './clients';

const utf8 = new TextDecoder();

/** Everything between a press and an answer, put together as src/shell/compose.ts does, history on disk included. */
export async function pipeline(origin: string, draft: Draft, key: string): Promise<Client> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jobo-bench-'));
  const failed = (failure: unknown) => {
    throw failure;
  };
  const window = { pid: process.pid, id: randomUUID() };
  const history = new History({
    store: folderStore(folder),
    bounds: () => ({
      rows: settings['history.maximumRuns'],
      bytes: settings['history.maximumMegabytes'] * 1_000_000,
    }),
    window,
    alive: () => true,
    now: Date.now,
    failed,
  });
  const bodies = new Bodies(id => history.readBody(id));
  const transport = createTransport({
    version: '0.0.0',
    mode: 'auto',
    editorFetch: (...args) => globalThis.fetch(...args),
    network: { proxyStrictSSL: true, systemCertificates: true, environment: process.env },
  });
  const destination = { profile: 'bench', origin, credential: () => Promise.resolve(key) };
  const session = { id: randomUUID(), since: Date.now() };
  const ledger = new Ledger(ledgerFolder(path.join(folder, 'spending')));
  const book = new SpendingBook({ window, ledger, session: () => session, now: Date.now, failed });
  const guard = new SpendingGuard({
    book,
    limits: () => ({
      run: settings['credits.confirmAbove'],
      session: settings['credits.sessionLimit'],
      day: settings['credits.dailyLimit'],
    }),
    estimate: (_profile, asked) => estimate(asked),
    isBilled: () => Promise.resolve(true),
    kept: () => Promise.resolve(undefined),
    ask: () => Promise.resolve('nothing'),
    failed,
  });
  const explorer = new Explorer({
    world: realWorld,
    history,
    bodies,
    shared: createSharedLimits(),
    budget: createRetryBudget(),
    window,
    keys: anyKeys,
    transport: () => Promise.resolve(transport),
    destination: () => Promise.resolve(destination),
    originOf: () => origin,
    priceOf: () => undefined,
    balanceOf: () => undefined,
    accountOf: () => '',
    guard,
    settings: () => ({ retry: defaultRetrySettings, limits: defaultLimitSettings }),
    failed,
  });
  let shown: Exchange | undefined;
  explorer.onDidChange(exchange => {
    void book.onExchange(exchange);
    shown = exchange;
  });
  return {
    async send() {
      const { id } = await explorer.run(draft, { profile: 'bench' });
      if (shown?.outcome.kind !== 'answered') throw new Error(JSON.stringify(shown?.outcome));
      const content = bodies.held(id);
      return JSON.parse(utf8.decode(content?.bytes)) as unknown;
    },
    settle: () => history.flush(),
    async close() {
      await explorer.dispose();
      await transport.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
