import assert from 'node:assert/strict';
import fc from 'fast-check';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Exchange } from '../../../src/core/exchange';
import { folderStore } from '../../../src/core/disk/folderStore';
import { History } from '../../../src/core/history/history';
import type { HistoryStore } from '../../../src/core/history/historyStore';
import type { HistoryRow } from '../../../src/core/history/row';
import { at, own, row } from './rows';

const longest = 64 * 1024;
/** Small enough that pruning happens in most sequences. */
const bounds = { rows: 5, bytes: 10_000_000 };

interface Kept {
  readonly row: HistoryRow;
  readonly body?: Uint8Array;
  /** What a crash must not take with it. */
  readonly durable?: HistoryRow;
}

type Action =
  /** A free read that came and ended, with a body of so many bytes. */
  | { readonly kind: 'read'; readonly bytes: number }
  /** A free read that goes on. */
  | { readonly kind: 'begin' }
  /** One that went on is over. */
  | { readonly kind: 'end'; readonly which: number; readonly bytes: number }
  /** A spending run, on disk before and after it was sent. */
  | { readonly kind: 'spend'; readonly bytes: number }
  /** A later answer told what it cost. */
  | { readonly kind: 'settle'; readonly which: number }
  | { readonly kind: 'flush' | 'wait' | 'clear' | 'reload' | 'crash' };

const bytes = fc.constantFrom(0, 1, 2, 3, 500, longest, longest + 1);
const which = fc.nat(20);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('read' as const), bytes }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'begin' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('end' as const), which, bytes }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('spend' as const), bytes }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('settle' as const), which }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('flush' as const, 'flush', 'wait', 'clear', 'reload', 'crash', 'crash'),
    }),
  },
);

/** A store whose process can die: what comes afterwards does not reach the disk. */
function mortal(store: HistoryStore): { store: HistoryStore; die: () => void } {
  let dead = false;
  return {
    die: () => (dead = true),
    store: {
      ...store,
      write: async (...given) => (dead ? undefined : store.write(...given)),
      writeMany: async runs => (dead ? undefined : store.writeMany?.(runs)),
      writeBody: async (...given) => (dead ? undefined : store.writeBody(...given)),
      remove: async id => (dead ? undefined : store.remove(id)),
    },
  };
}

/** Plays actions on a history and on a map, and compares them wherever everything is at rest. */
class Play {
  readonly #folder: string;
  readonly #failures: unknown[] = [];
  readonly #model = new Map<string, Kept>();
  /** Pruned; may still lie in a file with others, and come back when a crash takes newer ones. */
  readonly #pruned = new Map<string, Kept>();
  #pending: Promise<unknown>[] = [];
  #mortal = mortal(folderStore(''));
  #history!: History;
  #count = 0;
  #window = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.#open();
  }

  #open(): void {
    this.#mortal = mortal(folderStore(this.#folder));
    this.#window += 1;
    this.#history = new History({
      store: this.#mortal.store,
      bounds: () => bounds,
      window: { ...own, id: `window ${this.#window}` },
      alive: () => false,
      now: () => Date.parse(at(60)),
      failed: failure => this.#failures.push(failure),
    });
  }

  async act(action: Action): Promise<void> {
    switch (action.kind) {
      case 'read': {
        const running = this.#fresh();
        this.#history.recordLater(running);
        this.#end(running, action.bytes);
        return;
      }
      case 'begin': {
        const running = this.#fresh();
        this.#history.recordLater(running);
        this.#model.set(running.exchange.id, { row: running });
        return;
      }
      case 'end': {
        const going = this.#pick(action.which, ({ outcome }) => outcome.kind === 'running');
        if (going) this.#end(going, action.bytes);
        return;
      }
      case 'spend':
        return this.#spend(action.bytes);
      case 'settle': {
        const old = this.#pick(action.which, ({ outcome }) => outcome.kind === 'answered');
        if (!old) return;
        const settled = changed(old, { credits: { charged: 1, settledLater: true } });
        const { id } = old.exchange;
        this.#model.set(id, { ...this.#model.get(id), row: settled, durable: settled });
        this.#pending.push(this.#history.record(settled));
        return;
      }
      case 'flush':
        this.#pending.push(this.#history.flush());
        return;
      case 'wait':
        await new Promise(resolve => setImmediate(resolve));
        return;
      case 'clear':
        for (const [id, { row }] of this.#model) {
          if (row.exchange.outcome.kind !== 'running') this.#model.delete(id);
        }
        this.#pruned.clear();
        await this.#history.clear();
        return;
      case 'reload':
        await this.compare();
        return this.#reopen();
      case 'crash':
        return this.#crash();
    }
  }

  #fresh(): HistoryRow {
    const n = this.#count++;
    const owner = { pid: own.pid, window: `window ${this.#window}` };
    return row(`r${n}`, { startedAt: at(n), outcome: { kind: 'running' } }, owner);
  }

  #pick(which: number, fits: (exchange: Exchange) => boolean): HistoryRow | undefined {
    const found = this.#history.rows().filter(({ exchange }) => fits(exchange));
    return found[which % Math.max(1, found.length)];
  }

  #end(running: HistoryRow, length: number): void {
    const { id } = running.exchange;
    const body = bodyOf(id, length);
    const ended = answered(running, length);
    this.#history.recordLater(ended);
    this.#history.recordBodyLater(id, body);
    this.#model.set(id, { row: ended, body });
  }

  async #spend(length: number): Promise<void> {
    const running = this.#fresh();
    const { id } = running.exchange;
    await this.#history.record(running);
    const ended = answered(running, length);
    const body = bodyOf(id, length);
    this.#model.set(id, { row: ended, body, durable: ended });
    this.#pending.push(this.#history.record(ended), this.#history.recordBody(id, body));
  }

  /** A new window reads what the old one left; what was going on is cut off. */
  async #reopen(): Promise<void> {
    this.#mortal.die();
    this.#open();
    await this.#history.load();
    for (const [id, kept] of this.#model) {
      if (kept.row.exchange.outcome.kind !== 'running') continue;
      const outcome = { kind: 'interrupted', sent: true } as const;
      const { diagnosis } = this.#history.get(id)?.exchange ?? {};
      const cut = changed(kept.row, { outcome, ...(diagnosis && { diagnosis }) });
      this.#model.set(id, { ...kept, row: cut, durable: cut });
    }
    await this.compare();
  }

  /** What was not durable may be lost; what is there is whole. */
  async #crash(): Promise<void> {
    await Promise.all(this.#pending.splice(0));
    this.#mortal.die();
    this.#prune();
    const before = new Map([...this.#pruned, ...this.#model]);
    const mustStay = [...this.#model].filter(([, { durable }]) => durable);
    const read = await folderStore(this.#folder).readAll();
    const ids = new Set(read.map(({ exchange }) => exchange.id));
    for (const [id] of mustStay) assert.ok(ids.has(id), `${id} was lost in a crash`);
    this.#model.clear();
    for (const each of read) {
      const { id } = each.exchange;
      const known = before.get(id);
      assert.ok(known, `${id} had been cleared`);
      if (known.durable && !this.#pruned.has(id)) assert.deepEqual(each, known.durable);
      const body = await folderStoreBody(this.#folder, id);
      if (body && known.body) assert.ok(Buffer.from(body).equals(known.body), `${id}: half a body`);
      this.#model.set(id, { row: each, ...(body && { body }) });
    }
    return this.#reopen();
  }

  #prune(): void {
    const newest = [...this.#model].sort(([, { row: a }], [, { row: b }]) =>
      b.exchange.startedAt.localeCompare(a.exchange.startedAt),
    );
    for (const [id, kept] of newest.slice(bounds.rows)) {
      if (kept.row.exchange.outcome.kind === 'running') continue;
      this.#model.delete(id);
      this.#pruned.set(id, kept);
    }
  }

  async compare(): Promise<void> {
    await Promise.all(this.#pending.splice(0));
    await this.#history.flush();
    this.#prune();
    assert.deepEqual(this.#failures, []);
    const rows = this.#history.rows();
    const ids = rows.map(({ exchange }) => exchange.id);
    assert.deepEqual(ids.toSorted(), [...this.#model.keys()].sort());
    for (const each of rows) {
      const { id } = each.exchange;
      const { row, body } = this.#model.get(id) ?? assert.fail();
      assert.deepEqual(each, row);
      const read = await this.#history.readBody(id);
      assert.equal(read?.length, body?.length, `the body of ${id}`);
      assert.ok(!read || !body || Buffer.from(read).equals(body));
    }
  }

  /** Nothing is left of what was forgotten. */
  async over(): Promise<void> {
    await this.compare();
    for (let row = this.#running(); row; row = this.#running()) this.#end(row, 0);
    await this.#history.clear();
    await this.#history.flush();
    assert.deepEqual(await fs.readdir(this.#folder), []);
  }

  #running = () => this.#pick(0, ({ outcome }) => outcome.kind === 'running');
}

const changed = (old: HistoryRow, changes: Partial<Exchange>): HistoryRow => ({
  ...old,
  exchange: { ...old.exchange, ...changes },
});

const answered = (running: HistoryRow, length: number): HistoryRow =>
  changed(running, {
    outcome: { kind: 'answered', status: 200 },
    body: { bytes: length, contentType: 'text/plain' },
  });

const bodyOf = (id: string, length: number): Uint8Array => Buffer.alloc(length, `${id}\n{"x":1}`);

async function folderStoreBody(folder: string, id: string): Promise<Uint8Array | undefined> {
  const store = folderStore(folder);
  await store.readAll();
  return store.readBody(id);
}

describe('History and its folder', () => {
  it('agree with a map, whatever is recorded, flushed, cleared, reloaded or cut off', async () => {
    const sequence = fc.array(action, { minLength: 1, maxLength: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(sequence, async actions => {
        const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-history-'));
        try {
          const play = new Play(folder);
          for (const each of actions) await play.act(each);
          await play.over();
        } finally {
          await fs.rm(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: 150 },
    );
  }).timeout(120_000);
});
