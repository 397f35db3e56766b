import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { isChargeUnknown } from '../../../src/core/history/isChargeUnknown';
import { isSettled, type Exchange } from '../../../src/core/exchange';
import { parseDraft } from '../../../src/core/kept/keptValues';
import { parseRow } from '../../../src/core/history/row';
import { answered, at, row } from './rows';

const golden = path.resolve(__dirname, '../../golden/history/1-newer-words.json');

/** Words of a version that is not written yet; names that every object has are such words, too. */
const words = ['ofTomorrow', 'valueOf', 'constructor', '__proto__', ''];

const paid = { operationId: 'searchJobs', attempts: [answered(200)] };
const out = { ...answered(200), sent: false };
const explained: Exchange['diagnosis'] = { code: 'badRequest', facts: {}, fixes: [] };

/** As a row says it, with another word in some place. */
const written = (exchange: object, base: Partial<Exchange> = paid) =>
  parseRow(JSON.stringify({ ...row('a'), exchange: { ...row('a', base).exchange, ...exchange } }))
    ?.exchange;

describe('a row in words of a newer version', () => {
  it('is read, as one that such a version has written', () => {
    const { exchange, draft } = parseRow(fs.readFileSync(golden, 'utf8')) ?? assert.fail();
    const [first, last] = exchange.attempts;
    assert.deepEqual([first?.waitReason, first?.via, first?.waitMs], [undefined, 'undici', 5]);
    assert.deepEqual([last?.error, last?.via], ['other', 'editor']);
    assert.deepEqual(exchange.outcome, {
      kind: 'answered',
      status: 200,
      stopped: 'spent',
      damaged: 'other',
    });
    assert.deepEqual(exchange.diagnosis?.fixes, [{ kind: 'copyReport' }]);
    assert.deepEqual(draft.unsendable, [
      { in: 'body', name: 'q', pointer: '/q', why: 'otherObject' },
    ]);
  });

  for (const word of words) {
    it(`with "${word}" for an outcome may have been sent, unless all attempts say otherwise`, () => {
      const outcome = { kind: word, sent: false };
      const sent = { kind: 'interrupted', sent: true };
      const run = written({ outcome, attempts: [answered(200), out] }) ?? assert.fail();
      assert.deepEqual(run.outcome, sent);
      assert.ok(isSettled(run) && isChargeUnknown(run));
      assert.deepEqual(written({ outcome: { kind: word }, attempts: [] })?.outcome, sent);
      for (const attempts of [[], [out]])
        assert.deepEqual(written({ outcome, attempts })?.outcome, { ...sent, sent: false });
      assert.deepEqual(
        written({ outcome: { kind: word, sent: true }, attempts: [out] })?.outcome,
        sent,
      );
    });

    it(`with "${word}" for a purpose is a run like others`, () => {
      const read = written({ purpose: word }) ?? assert.fail();
      assert.ok(!('purpose' in read));
      assert.equal(written({ purpose: 'keyCheck' })?.purpose, 'keyCheck');
    });

    it(`with "${word}" for a refusal was not sent only where no attempt was`, () => {
      const outcome = { kind: 'refused', reason: word };
      const refused = { kind: 'refused', reason: 'cannotBuild' };
      assert.deepEqual(written({ outcome, attempts: [out] })?.outcome, refused);
      assert.deepEqual(written({ outcome })?.outcome, { kind: 'interrupted', sent: true });
      const known = { kind: 'refused', reason: 'notConfirmed' };
      assert.deepEqual(written({ outcome: known })?.outcome, known);
    });

    it(`with "${word}" for another reason ends, or goes on, as it did`, () => {
      const until = at(9);
      const wait = { kind: 'waiting', until, ms: 1, next: 2, of: 3 };
      const failed = { kind: 'unreachable', sent: true };
      for (const [outcome, reason] of [
        [wait, 'backoff'],
        [{ kind: 'scheduled', until }, 'backoff'],
        [failed, 'other'],
        [{ ...failed, kind: 'timedOut', sent: false }, 'other'],
      ] as const)
        assert.deepEqual(written({ outcome: { ...outcome, reason: word } })?.outcome, {
          ...outcome,
          reason,
        });
    });

    it(`with "${word}" in its explanation stays, without what cannot be told`, () => {
      const diagnosed = (changes: object) =>
        written({ diagnosis: { ...explained, ...changes } }) ?? assert.fail();
      assert.equal(diagnosed({ code: word }).diagnosis, undefined);
      assert.equal(diagnosed({ facts: { names: [word] } }).diagnosis, undefined);
      assert.equal(diagnosed({ message: [word] }).diagnosis, undefined);
      const known = { kind: 'copyReport' } as const;
      for (const fix of [
        { kind: word },
        { kind: 'openPage', page: word },
        { kind: 'newIdempotencyKey', upTo: 1, price: word },
        { kind: 'pickId', at: { in: word, name: '', pointer: '' }, thing: word },
      ])
        assert.deepEqual(diagnosed({ fixes: [fix, known] }).diagnosis?.fixes, [known]);
    });
  }

  it('does not forget that an answer without a body leaves open what it took', () => {
    const diagnosis = { code: 'emptyAnswer', facts: { names: [] }, fixes: [] };
    const outcome = { kind: 'answered', status: 200 };
    assert.ok(isChargeUnknown(written({ diagnosis, outcome }) ?? assert.fail()));
  });

  it('is one with a draft that is kept, too', () => {
    const place = { in: 'cookie', name: 'q', pointer: '/q', why: 'ofTomorrow' };
    const draft = { ...row('a').draft, unsendable: [place] };
    const kept = { ...draft, unsendable: [{ ...place, in: 'body', why: 'otherObject' }] };
    assert.deepEqual(parseDraft(draft, 'getJob'), kept);
  });
});
