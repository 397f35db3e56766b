import assert from 'node:assert/strict';
import type { HistoryRow } from '../../../src/core/history/row';
import { RunRecord } from '../../../src/core/run/runRecord';
import { History } from '../../../src/core/history/history';
import { draft } from '../request/drafts';
import { started } from '../credits/guardWindow';

/** A run that may be charged, whose row the ledger has on disk, and the rows that were written since. */
function counted() {
  const written: HistoryRow[] = [];
  const nothing = () => Promise.resolve();
  const history = new History({
    store: {
      write: row => Promise.resolve(void written.push(row)),
      writeBody: nothing,
      readAll: () => Promise.resolve([]),
      readBody: () => Promise.resolve(undefined),
      remove: nothing,
    },
    bounds: () => ({ rows: 10, bytes: 1_000 }),
    window: { pid: 1, id: 'test' },
    alive: () => true,
    now: () => 0,
    failed: failure => assert.fail(String(failure)),
  });
  const record = new RunRecord(
    started(),
    {
      draft: draft('searchJobsPost', { body: '{}' }),
      window: { pid: 1, id: 'test' },
      idempotencyKey: 'one',
      after: undefined,
    },
    { history, isFree: false, tell: () => undefined },
  );
  record.publish(record.exchange);
  assert.ok(record.rowForLedger);
  record.isInLedger();
  return { record, written };
}

describe('the row of a run that the ledger has on disk', () => {
  it('is not written once more before the run leaves', async () => {
    const { record, written } = counted();
    record.keySeen({ changed: false, malformed: false });
    assert.equal(await record.saved(), true);
    assert.deepEqual(written, []);
  });

  it('is written where the key has changed since: the line does not say so', async () => {
    const { record, written } = counted();
    record.keySeen({ changed: false, malformed: false });
    record.keySeen({ changed: true, malformed: false });
    assert.equal(record.rowForLedger, undefined);
    assert.equal(await record.saved(), true);
    assert.deepEqual(
      written.map(({ exchange }) => exchange.keyChanged),
      [true],
    );
  });

  it('may say later that a key has no form of ours: no money hangs on that', async () => {
    const { record, written } = counted();
    record.keySeen({ changed: false, malformed: true });
    assert.equal(await record.saved(), true);
    assert.deepEqual(written, []);
    assert.equal(record.exchange.keyMalformed, true);
  });
});
