import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import {
  parseBalances,
  parseDraft,
  parseKeyChanges,
  parsePrices,
  parseProfiles,
  parseRecent,
  parseSession,
  parseText,
  parseTexts,
  parseTime,
} from '../../../src/core/kept/keptValues';
import { draft } from '../request/drafts';
import { wrongValues } from './wrongValues';

const good = { name: 'Own', origin: 'https://api.example', kind: 'own' } as const;
const balance = { credits: 5, at: 1, lastCharge: { credits: 1, operationId: 'getJob' } };
const whole = draft('getJob', { path: { id: '1' } });

/** By key: what reads it, a good value, and how a wrong one stands beside a good one. */
const kept: Readonly<
  Record<
    string,
    { parse: (value: unknown) => unknown; good: unknown; beside?: (value: unknown) => unknown }
  >
> = {
  profiles: { parse: parseProfiles, good: [good], beside: value => [value, good, value] },
  prices: {
    parse: parsePrices,
    good: { Own: { getJob: [1, 2] } },
    beside: value => ({ odd: value, Own: { odd: [value, -1], getJob: [1, 2] } }),
  },
  balances: {
    parse: parseBalances,
    good: { Own: balance },
    beside: value => ({ odd: value, Own: balance }),
  },
  recent: {
    parse: parseRecent,
    good: { q: ['a', 'b'] },
    beside: value => ({ odd: value, q: ['a', value, 'b'] }),
  },
  draft: { parse: value => parseDraft(value, 'getJob'), good: whole },
  session: { parse: parseSession, good: { id: 'a', since: 1, editor: 2 } },
};

describe('kept values', () => {
  for (const [name, { parse, good: value, beside }] of Object.entries(kept)) {
    it(`${name}: a good one is read back`, () => {
      assert.deepEqual(parse(value), value);
    });

    it(`${name}: of a wrong one nothing is taken`, () => {
      const none = parse(undefined);
      for (const wrong of wrongValues) assert.deepEqual(parse(wrong), none, show(wrong));
    });

    if (beside)
      it(`${name}: good ones stay beside wrong ones`, () => {
        for (const wrong of wrongValues) {
          // A text is as good as any among values that were sent.
          if (name === 'recent' && typeof wrong === 'string') continue;
          const read = parse(beside(wrong));
          const own = Array.isArray(read) ? read : { ...(read as object), odd: undefined };
          assert.deepEqual(JSON.parse(JSON.stringify(own)), value, show(wrong));
        }
      });
  }

  it('texts and times are those, or nothing', () => {
    for (const wrong of wrongValues) {
      if (typeof wrong !== 'string') assert.equal(parseText(wrong), undefined, show(wrong));
      if (typeof wrong !== 'number') assert.equal(parseTime(wrong), 0, show(wrong));
      assert.ok(parseTexts(wrong).every(each => typeof each === 'string'));
      for (const time of Object.values(parseKeyChanges({ wrong })))
        assert.ok(new Date(time).toISOString());
    }
  });

  it('an address that is none, or that a key must not go to, is no profile', () => {
    for (const origin of [
      '',
      'x',
      'http://api.example',
      'https://u:p@api.example',
      'https://api.example/v1',
    ])
      assert.deepEqual(
        parseProfiles([
          { ...good, origin },
          { ...good, name: 'b' },
        ]).length,
        1,
      );
    for (const name of ['', 'Live', 'Sandbox'])
      assert.deepEqual(parseProfiles([{ ...good, name }]), []);
    assert.deepEqual(parseProfiles([good, { ...good, origin: 'https://b.example' }]), [
      { ...good, origin: 'https://b.example' },
    ]);
  });

  it('prices that are none are forgotten: negative ones, no numbers, numbers that are not finite', () => {
    const odd = [[-1], [NaN], [Infinity], ['1'], [null], [], {}, 5, [1, -1]];
    for (const each of odd) assert.deepEqual(parsePrices({ p: { op: each } }), {});
  });

  it('a draft with members of other types, or of another operation, is none', () => {
    for (const wrong of wrongValues) {
      for (const member of ['path', 'query', 'headers'] as const) {
        const isEmpty = JSON.stringify(wrong) === '{}';
        const odd = { ...whole, [member]: wrong };
        const free =
          member === 'query' && typeof wrong === 'object' && wrong && !Array.isArray(wrong);
        if (!isEmpty && !free) assert.equal(parseDraft(odd, 'getJob'), undefined, show(wrong));
      }
      if (typeof wrong !== 'string' && wrong !== undefined)
        assert.equal(parseDraft({ ...whole, body: wrong }, 'getJob'), undefined, show(wrong));
    }
    assert.equal(parseDraft(whole, 'searchJobs'), undefined);
  });
});

const show = (value: unknown): string => inspect(value);
