import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/core/exchange';
import { measuringRun } from '../../../src/core/history/measuringRun';
import type { HistoryRow } from '../../../src/core/history/row';
import { row } from './rows';

const declined: Outcome = { kind: 'refused', reason: 'notConfirmed' };

describe('the run that a fix is measured by', () => {
  const rowOf = (id: string, outcome: Outcome, after?: string): HistoryRow => {
    const { exchange, ...others } = row(id);
    const attempts = outcome.kind === 'answered' ? exchange.attempts : [];
    return { ...others, ...(after && { after }), exchange: { ...exchange, attempts, outcome } };
  };
  const measured = (id: string, ...rows: readonly HistoryRow[]) => {
    const get = (each: string) => rows.find(({ exchange }) => exchange.id === each);
    return measuringRun(get(id) ?? assert.fail(id), { get }).exchange.id;
  };
  const failed = rowOf('failed', { kind: 'answered', status: 400 });

  it('is the run that is mended', () => {
    assert.equal(measured('failed', failed), 'failed');
  });

  for (const outcome of [
    declined,
    { kind: 'refused', reason: 'noKey' },
    { kind: 'cancelled', sent: false },
    { kind: 'interrupted', sent: false },
  ] as const)
    it(`is the one before where that was never sent: ${JSON.stringify(outcome)}`, () => {
      const first = rowOf('first', outcome, 'failed');
      const second = rowOf('second', declined, 'first');
      assert.equal(measured('second', second, first, failed), 'failed');
    });

  it('is the run itself where it may have been sent, or where nothing was before it', () => {
    const sent = rowOf('sent', { kind: 'cancelled', sent: true }, 'failed');
    assert.equal(measured('sent', sent, failed), 'sent');
    assert.equal(measured('alone', rowOf('alone', declined)), 'alone');
    assert.equal(measured('left', rowOf('left', declined, 'gone')), 'left');
  });

  it('is found in rows that lead to each other', () => {
    const [one, two] = [rowOf('one', declined, 'two'), rowOf('two', declined, 'one')];
    assert.equal(measured('one', one, two), 'one');
  });
});
