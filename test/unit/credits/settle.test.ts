import assert from 'node:assert/strict';
import { settle } from '../../../src/core/credits/settle';
import type { Charge, Exchange, Outcome } from '../../../src/core/exchange';
import { rowVersion, type HistoryRow } from '../../../src/core/history/row';
import { kept } from '../history/rows';

function exchangeOf(
  second: number,
  outcome: Outcome,
  credits: Charge,
  more: Partial<Exchange> = {},
): Exchange {
  return {
    id: `run-${second}`,
    operationId: 'searchJobsPost',
    method: 'POST',
    url: 'http://127.0.0.1/api/jobs/search',
    profile: 'Local',
    startedAt: new Date(second * 1_000).toISOString(),
    attempts: [],
    outcome,
    body: { bytes: 0, contentType: '' },
    credits,
    ...more,
  };
}

const rowOf = (exchange: Exchange): HistoryRow => ({
  version: rowVersion,
  exchange,
  draft: { operationId: exchange.operationId, path: {}, query: {}, headers: {} },
  hadFiles: false,
  idempotencyKey: 'k',
  owner: { pid: 1, window: 'w' },
});

const before = { balanceBefore: { credits: 100.5, at: new Date(0).toISOString() } };
const lost: Outcome = { kind: 'unreachable', reason: 'connectionLost', sent: true };
const answered: Outcome = { kind: 'answered', status: 200 };

describe('settling an unknown charge', () => {
  const unknown = rowOf(exchangeOf(1, lost, {}, before));

  it('reads it off the next balance', () => {
    const settled = settle(kept([unknown]), exchangeOf(2, answered, { balance: 67.5, charged: 3 }));
    assert.deepEqual(settled?.exchange.credits, { charged: 30, settledLater: true });
  });

  it('says 0 where nothing was taken', () => {
    const settled = settle(kept([unknown]), exchangeOf(2, answered, { balance: 97.5, charged: 3 }));
    assert.equal(settled?.exchange.credits.charged, 0);
  });

  it('counts a 402, which takes nothing, as a balance', () => {
    const refused: Outcome = { kind: 'answered', status: 402 };
    const settled = settle(
      kept([unknown]),
      exchangeOf(2, refused, { balance: 25.5, required: 30 }),
    );
    assert.equal(settled?.exchange.credits.charged, 75);
  });

  it('does not take what other runs took for its own', () => {
    const others = [
      // Told before the balance was.
      exchangeOf(-2, answered, { charged: 50, balance: 100.5 }),
      exchangeOf(0.5, answered, { charged: 4 }),
      exchangeOf(1.5, answered, { charged: 6, balance: 60 }),
      exchangeOf(1.6, answered, { charged: 7 }, { profile: 'Live' }),
      // Ended after the answer.
      exchangeOf(3, answered, { charged: 8 }),
    ].map(rowOf);
    const answer = exchangeOf(2, answered, { balance: 57.5, charged: 3 });
    const settled = settle(kept([...others, unknown, rowOf(answer)]), answer);
    assert.equal(settled?.exchange.credits.charged, 30);
  });

  it('is told by the key that the run went with, and by no other', () => {
    const answer = exchangeOf(3, answered, { balance: 67.5, charged: 3 });
    assert.ok(settle(kept([unknown]), answer, 1_000));
    assert.equal(settle(kept([unknown]), answer, 2_000), undefined);
    assert.equal(
      settle(kept([unknown]), exchangeOf(1.5, answered, { balance: 1 }), 2_000),
      undefined,
    );
    assert.equal(settle(kept([unknown]), { ...answer, keyChanged: true }), undefined);
    const rotated = rowOf({ ...unknown.exchange, keyChanged: true });
    assert.equal(settle(kept([rotated]), answer), undefined);
  });

  const silent: readonly (readonly [string, readonly HistoryRow[], Exchange])[] = [
    ['an answer without a balance', [unknown], exchangeOf(2, answered, { charged: 3 })],
    ['another profile', [unknown], exchangeOf(2, answered, { balance: 1 }, { profile: 'Live' })],
    [
      'another sandbox',
      [unknown],
      exchangeOf(2, answered, { balance: 1 }, { url: 'http://127.0.0.1:4010/api/jobs/search' }),
    ],
    ['a wallet that has grown', [unknown], exchangeOf(2, answered, { balance: 5_000 })],
    [
      'two runs it could have been',
      [unknown, rowOf(exchangeOf(1.5, lost, {}, before))],
      exchangeOf(2, answered, { balance: 1 }),
    ],
    [
      'a run that never left',
      [rowOf(exchangeOf(1, { ...lost, sent: false }, {}, before))],
      exchangeOf(2, answered, { balance: 1 }),
    ],
    [
      'a free operation',
      [rowOf(exchangeOf(1, lost, {}, { ...before, operationId: 'getJob' }))],
      exchangeOf(2, answered, { balance: 1 }),
    ],
    ['an answer from before it', [unknown], exchangeOf(0.5, answered, { balance: 1 })],
  ];
  for (const [what, rows, answer] of silent) {
    it(`says nothing for ${what}`, () => {
      assert.equal(settle(kept(rows), answer), undefined);
    });
  }
});
