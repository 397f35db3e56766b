import path from 'node:path';
import { Ledger } from '../../src/core/credits/ledger';
import { SpendingBook } from '../../src/core/credits/spendingBook';
import { SpendingGuard } from '../../src/core/credits/spendingGuard';
import { folderStore } from '../../src/core/disk/folderStore';
import { ledgerFolder } from '../../src/core/disk/ledgerFolder';
import type { HistoryStore } from '../../src/core/history/historyStore';
import { guardedEstimate } from '../../src/core/price/estimate';
import { harness, realTime } from '../unit/run/harness';
import { draft } from '../unit/request/drafts';

const never = () => new Promise<never>(() => undefined);

/** A disk that never comes to the files of history. */
const withoutRows = (folder: string): HistoryStore => ({
  ...folderStore(folder),
  write: never,
  writeMany: never,
  writeBody: never,
});

/**
 * A program: sends one request that costs credits with a guard and a ledger, tells how it goes line by line, and never ends
 * by itself. Its second argument says what never comes to the disk: `rows`, `lines` or `nothing`.
 */
async function main([origin = '', without = '']: readonly string[]): Promise<void> {
  const guarded: { guard?: SpendingGuard } = {};
  const parts = await harness(() => ({ origin, key: 'k'.repeat(20) }), {
    world: realTime,
    store: without === 'rows' ? withoutRows : folderStore,
    guard: {
      decide: run => guarded.guard?.decide(run) ?? never(),
      withdraw: exchange => guarded.guard?.withdraw(exchange),
    },
  });
  const { history, explorer, folder } = parts;
  const store = ledgerFolder(path.join(folder, 'spending'));
  const ledger = new Ledger(without === 'lines' ? { ...store, append: never } : store);
  const failed = (failure: unknown) => console.log('failed', failure);
  const book = new SpendingBook({
    ledger,
    session: () => ({ id: 'killed', since: Date.now() }),
    window: { pid: process.pid, id: 'test' },
    now: Date.now,
    mask: text => text.replaceAll('hidden', '•'),
    failed,
  });
  guarded.guard = new SpendingGuard({
    book,
    limits: () => ({ run: 0, session: 0, day: 0 }),
    estimate: (_profile, each) => guardedEstimate(each),
    isBilled: () => Promise.resolve(true),
    kept: () => Promise.resolve(undefined),
    ask: () => Promise.resolve('nothing'),
    failed,
  });
  console.log(folder);
  explorer.onDidChange(exchange => {
    console.log(exchange.outcome.kind);
    void book.onExchange(exchange).then(() => console.log('booked', exchange.outcome.kind));
  });
  const body = '{"queries": ["hidden \\"kiln\\" é"], "page_size": 2}';
  await explorer.run(draft('searchJobsPost', { body }), { profile: 'own' });
  await history.flush();
}

void main(process.argv.slice(2));
setInterval(() => undefined, 60_000);
