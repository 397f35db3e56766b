import type { Attempt, Exchange } from '../../../src/core/exchange';
import { rowVersion, type HistoryRow } from '../../../src/core/history/row';
import { SortedRows } from '../../../src/core/history/sortedRows';

/** Rows as History has them. */
export function kept(rows: readonly HistoryRow[]) {
  const sorted = new SortedRows();
  sorted.setAll(rows);
  return {
    rows: () => sorted.all(),
    get: (id: string) => sorted.get(id),
    chargeUnknown: () => sorted.chargeUnknown(),
    cameFrom: (id: string) => sorted.cameFrom(id),
  };
}

export const own = { pid: 100, id: 'this-window' };

/** The n-th second of a day. */
export const at = (second: number): string =>
  new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

export const answered = (status: number): Attempt => ({
  startedAt: at(0),
  durationMs: 5,
  status,
  headers: {},
  sent: true,
  timing: {},
  bytesOut: 1,
  bytesIn: 1,
  via: 'undici',
  redirects: [],
});

export function row(
  id: string,
  changes: Partial<Exchange> = {},
  owner: HistoryRow['owner'] = { pid: own.pid, window: own.id },
): HistoryRow {
  const exchange: Exchange = {
    id,
    operationId: 'getJob',
    method: 'GET',
    url: 'https://api.example/api/jobs/1',
    profile: 'Own',
    startedAt: at(0),
    attempts: [],
    outcome: { kind: 'answered', status: 200 },
    body: { bytes: 0, contentType: '' },
    credits: {},
    ...changes,
  };
  const draft = { operationId: 'getJob', path: { id: '1' }, query: {}, headers: {} };
  return { version: rowVersion, exchange, draft, hadFiles: false, idempotencyKey: 'k', owner };
}
