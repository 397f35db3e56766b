import assert from 'node:assert/strict';
import type { Exchange } from '../../src/core/exchange';
import { History } from '../../src/core/history/history';
import type { HistoryStore } from '../../src/core/history/historyStore';
import { rowVersion, type HistoryRow } from '../../src/core/history/row';
import { HistoryTree, type HistoryNode } from '../../src/shell/views/historyTree';

const emptyStore: HistoryStore = {
  write: () => Promise.resolve(),
  writeBody: () => Promise.resolve(),
  readAll: () => Promise.resolve([]),
  readBody: () => Promise.resolve(undefined),
  remove: () => Promise.resolve(),
};

/** A History in memory with its tree, at a time of its own. No clock draws: `rest` lets happen what waits. */
export class TreeOfRuns {
  readonly history = new History({
    store: emptyStore,
    bounds: () => ({ rows: 10_000, bytes: 1_000 }),
    window: { pid: 1, id: 'this' },
    alive: () => false,
    now: Date.now,
    failed: failure => assert.fail(String(failure)),
  });
  /** What waits to be drawn, by how long it waits (ms). */
  readonly #waiting = new Map<() => void, number>();
  #now = Date.parse('2026-01-31T10:00:00.000Z');
  readonly tree = new HistoryTree(this.history, {
    now: () => new Date(this.#now),
    after: (run, ms) => {
      const work = () => run();
      this.#waiting.set(work, ms);
      return () => this.#waiting.delete(work);
    },
  });

  record(exchange: Exchange): Promise<void> {
    const draft = { operationId: exchange.operationId, path: {}, query: {}, headers: {} };
    const owner = { pid: 1, window: 'this' };
    const rest = { hadFiles: false, idempotencyKey: 'one', owner };
    const row: HistoryRow = { version: rowVersion, exchange, draft, ...rest };
    return this.history.record(row);
  }

  hoursAgo(hours: number): Pick<Exchange, 'startedAt'> {
    return { startedAt: new Date(this.#now - hours * 3_600_000).toISOString() };
  }

  pass(hours: number): void {
    this.#now += hours * 3_600_000;
  }

  collectDrawn() {
    const drawn: (HistoryNode | undefined)[] = [];
    const listening = this.tree.onDidChangeTreeData(nodes =>
      drawn.push(...(Array.isArray(nodes) ? nodes : [nodes])),
    );
    return { drawn, stop: () => void listening.dispose() };
  }

  /** Lets all that waits have its time, and what waits then too, the shortest wait first. */
  rest(): void {
    for (;;) {
      const [next] = [...this.#waiting].sort(([, a], [, b]) => a - b);
      if (!next) return;
      const [work] = next;
      this.#waiting.delete(work);
      work();
    }
  }
}
