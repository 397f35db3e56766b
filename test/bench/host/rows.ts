import { folderStore } from '../../../src/core/disk/folderStore.js';
import { rowVersion, type HistoryRow } from '../../../src/core/history/row.js';

/** Writes runs of today as the extension keeps them, a file each, evenly spread since midnight. */
export async function writeRuns(folder: string, runs: number): Promise<void> {
  const store = folderStore(folder);
  const now = Date.now();
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const step = (now - midnight) / (runs + 1);
  for (let nth = 0; nth < runs; nth += 1) {
    const at = new Date(midnight + Math.floor((nth + 1) * step)).toISOString();
    await store.write(rowOf(nth, at), { durable: false });
  }
}

/** A free read that was answered. */
function rowOf(nth: number, startedAt: string): HistoryRow {
  const id = `018f2a6c-7b1e-7c3a-9d4e-${String(nth).padStart(12, '0')}`;
  return {
    version: rowVersion,
    exchange: {
      id,
      operationId: 'getJob',
      method: 'GET',
      url: `http://127.0.0.1/api/jobs/${id}`,
      profile: 'Mine',
      startedAt,
      attempts: [
        {
          startedAt,
          durationMs: 12,
          status: 200,
          headers: { 'content-type': 'application/json', 'x-ratelimit-remaining': '59' },
          sent: true,
          timing: {},
          bytesOut: 210,
          bytesIn: 800,
          via: 'undici',
          redirects: [],
        },
      ],
      outcome: { kind: 'answered', status: 200 },
      body: { bytes: 600, contentType: 'application/json' },
      credits: {},
    },
    draft: { operationId: 'getJob', path: { id }, query: {}, headers: {} },
    hadFiles: false,
    idempotencyKey: id,
    owner: { pid: 1, window: 'bench' },
  };
}
