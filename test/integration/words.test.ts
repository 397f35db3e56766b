import assert from 'node:assert/strict';
import { catalog } from '../../src/core/catalog/catalog';
import type { Diagnosis, DiagnosisCode } from '../../src/core/diagnosis/diagnosis';
import type { Fix } from '../../src/core/diagnosis/fix';
import type { Outcome } from '../../src/core/exchange';
import type { KeyState } from '../../src/core/keys/keyState';
import { badgeWords } from '../../src/shell/words/badgeWords';
import { diagnosisWords } from '../../src/shell/words/diagnosisWords';
import { failureName } from '../../src/shell/words/failureWords';
import { age, attempts, credits, duration, size, timesApart } from '../../src/shell/words/figures';
import { findingWords } from '../../src/shell/words/findingWords';
import { fixDetail, fixWords } from '../../src/shell/words/fixWords';
import { keyWords } from '../../src/shell/words/keyWords';
import { outcomeWords } from '../../src/shell/words/outcomeWords';
import {
  estimateInShort,
  estimateWords,
  priceInWords,
  priceTag,
} from '../../src/shell/words/priceWords';
import { statusLine, statusMeaning } from '../../src/shell/words/statusWords';
import { waitReason, waitText } from '../../src/shell/words/waitWords';
import { badges, causes, codes, failures, keysOf, pages, place, waits } from './codes';

/** Words for a person: there, whole, calm, and without a trace of a program. */
function assertWords(text: string, what: string): void {
  assert.notEqual(text.trim(), '', what);
  assert.doesNotMatch(text, /\{\d\}|undefined|NaN|\[object|!/, what);
  assert.doesNotMatch(text, / {2}|\s$|^\s|(?<!")\.\.(?!\.)| ,|""/, what);
}

function assertSentence(text: string, what: string): void {
  assertWords(text, what);
  assert.match(text, /^["\p{Lu}\d]/u, `${what} begins in the middle: ${text}`);
  assert.match(text, /[.?]$/, `${what} does not end: ${text}`);
}

describe('the words', () => {
  it('tell two moments apart, by no more than it takes', () => {
    const at = (day: number, minute: number, second: number) =>
      new Date(2026, 0, day, 10, minute, second).toISOString();
    const first = at(31, 42, 5);
    const [minute, second, day] = [at(31, 43, 5), at(31, 42, 6), at(30, 42, 5)].map(other =>
      timesApart(first, other).join(' '),
    );
    assert.match(minute ?? '', /^10:42\sAM 10:43\sAM$/);
    assert.match(second ?? '', /^10:42:05\sAM 10:42:06\sAM$/);
    assert.match(day ?? '', /Jan 31, 2026.* Jan 30, 2026/);
  });

  for (const code of codes) {
    it(`explain the diagnosis ${code}`, () => {
      for (const diagnosis of diagnosesOf(code)) {
        const { title, detail } = diagnosisWords(diagnosis);
        const what = JSON.stringify(diagnosis.facts);
        assertWords(title, what);
        assert.doesNotMatch(title, /\.$/, what);
        // An address may stand first; it is written as it is.
        assertSentence(detail.replace(/^connect\.jobo\.world/, 'It'), what);
      }
    });
  }

  for (const code of keysOf(causes)) {
    it(`explain the finding ${code}`, () => {
      for (const cause of causes[code]) {
        for (const where of [
          place,
          { in: 'body', name: '', pointer: '' },
          { in: 'body', name: '', pointer: '/skills/include' },
          { in: 'file', name: 'file', pointer: '' },
        ] as const) {
          const text = findingWords({ ...where, severity: 'warning', ...cause });
          assertSentence(
            text.replace(/^(page_size|skills|file)/, 'X'),
            JSON.stringify([where, cause]),
          );
        }
      }
    });
  }

  it('name every failure', () => {
    for (const failure of failures) assertWords(failureName(failure), failure);
    assert.equal(new Set(failures.map(failureName)).size, failures.length);
  });

  it('label every fix', () => {
    const page = { in: 'query', name: 'page', pointer: '' } as const;
    const fixes: readonly Fix[] = [
      { kind: 'setApiKey' },
      { kind: 'checkApiKey' },
      { kind: 'switchProfile' },
      { kind: 'sendAgain', mayRepeatCharge: true },
      { kind: 'sendAgain', mayRepeatCharge: false },
      { kind: 'editRequest' },
      { kind: 'editRequest', at: { in: 'query', name: 'q' } },
      ...pages.map(name => ({ kind: 'openPage', page: name }) as const),
      { kind: 'openSetting', setting: 'http.proxy' },
      { kind: 'copyReport' },
      { kind: 'diagnoseConnection' },
      { kind: 'runInSandbox' },
      { kind: 'sendAt', at: '2026-01-31T09:00:30.000Z' },
      { kind: 'setValue', at: page, from: 0, value: 1, upTo: 75 },
      { kind: 'removeValue', at: page, from: 0, upTo: 75 },
      { kind: 'setSize', member: 'page_size', from: 100, size: 40, upTo: 120 },
      { kind: 'startOver', upTo: 3_000 },
      { kind: 'widen', word: 'engineer', dropped: ['q', 'location'], upTo: 75 },
      { kind: 'widen', dropped: ['status'], upTo: 0 },
      { kind: 'widen', kept: ['queries'], dropped: ['skills'], upTo: 75 },
      { kind: 'newIdempotencyKey', upTo: 200 },
      { kind: 'useOperation', operationId: 'searchJobsPost', send: true, upTo: 75 },
      { kind: 'askValue', at: page },
      { kind: 'pickId', at: { in: 'path', name: 'id', pointer: '' }, thing: 'job' },
    ];
    for (const fix of fixes) assertWords(fixWords(fix), JSON.stringify(fix));
    const labels = new Set(fixes.map(fixWords));
    assert.equal(labels.size, fixes.length - 1, 'two fixes are called the same');
  });

  it('tell every outcome', () => {
    const until = '2026-01-31T09:00:30.000Z';
    const wait = { until, ms: 30_000, next: 2, of: 6 } as const;
    const sent = [true, false];
    const outcomes: readonly Outcome[] = [
      { kind: 'asking' },
      { kind: 'running' },
      ...waits.map(reason => ({ kind: 'waiting', ...wait, reason }) as const),
      ...waits.map(reason => ({ kind: 'scheduled', until, reason }) as const),
      ...[200, 201, 404, 418, 599, 799].map(status => ({ kind: 'answered', status }) as const),
      ...failures.map(damaged => ({ kind: 'answered', status: 200, damaged }) as const),
      ...failures.flatMap(reason =>
        sent.flatMap(left => [
          { kind: 'unreachable', reason, sent: left } as const,
          { kind: 'timedOut', reason, sent: left } as const,
        ]),
      ),
      ...sent.map(left => ({ kind: 'cancelled', sent: left }) as const),
      ...sent.map(left => ({ kind: 'interrupted', sent: left }) as const),
      { kind: 'refused', reason: 'noKey' },
    ];
    for (const operationId of ['getJob', 'searchJobs', 'createApplication', 'gone']) {
      for (const outcome of outcomes)
        assertWords(outcomeWords({ outcome, operationId }), JSON.stringify(outcome));
    }
  });

  it('leave the outcome of a run that was cut off open only where it may matter', () => {
    const cut = (sent: boolean, operationId: string) =>
      outcomeWords({ outcome: { kind: 'interrupted', sent }, operationId });
    assert.equal(cut(true, 'getJob'), 'Interrupted');
    for (const operationId of ['searchJobs', 'createApplication', 'gone'])
      assert.equal(cut(true, operationId), 'Interrupted, outcome unknown');
    for (const operationId of ['getJob', 'searchJobs'])
      assert.equal(cut(false, operationId), 'Interrupted, not sent');
  });

  it('give a reason for every wait, with a place for the countdown', () => {
    for (const reason of waits) assertSentence(waitReason(reason, 30_000), reason);
    for (const status of [undefined, 408, 429, 500, 503]) {
      for (const next of [1, 2]) {
        const text = waitText(status, next, 6);
        assert.equal(text.split('{0}').length, 2, text);
        assertSentence(text.replace('{0}', '30 s'), text);
      }
    }
  });

  it('have a label and a meaning for each status of the table', () => {
    for (const status of [
      200, 201, 202, 204, 400, 401, 402, 403, 404, 409, 429, 500, 502, 503, 504,
    ]) {
      assert.match(statusLine(status), new RegExp(`^${status} [A-Z]`));
      assertSentence(statusMeaning(status), String(status));
    }
    assert.equal(statusLine(799), '799');
    assert.equal(statusMeaning(799), '');
  });

  it('price every operation', () => {
    for (const operation of catalog().operations) {
      assertWords(priceTag(operation), operation.id);
      assertWords(priceInWords(operation), operation.id);
    }
  });

  it('say what sending may take, in full and for a narrow row', () => {
    for (const [estimate, billed, full, short] of [
      [{ kind: 'free' }, true, 'free', 'free'],
      [{ kind: 'free' }, false, 'free', 'free'],
      [{ kind: 'upTo', credits: 3_000 }, true, 'up to 3,000 credits', '≤ 3,000 cr'],
      [{ kind: 'upTo', credits: 3_000 }, false, 'not billed', 'not billed'],
      [
        { kind: 'upTo', credits: 50, learned: 2 },
        true,
        'up to 50 credits · 2 each lately',
        '≤ 50 cr',
      ],
      [{ kind: 'unknown', assumed: 200 }, true, 'price unknown', 'price unknown'],
      [{ kind: 'unknown', assumed: 200 }, false, 'not billed', 'not billed'],
    ] as const) {
      assert.equal(estimateWords(estimate, billed), full);
      assert.equal(estimateInShort(estimate, billed), short);
    }
  });

  it('say the list price where it is more than what was taken lately, as the guard counts with it', () => {
    const lately = { kind: 'upTo', credits: 50, learned: 2 } as const;
    for (const [listed, words] of [
      [{ kind: 'upTo', credits: 75 }, 'up to 50 credits · 2 each lately · 75 by list price'],
      [{ kind: 'upTo', credits: 25 }, 'up to 50 credits · 2 each lately'],
      [{ kind: 'unknown', assumed: 75 }, 'up to 50 credits · 2 each lately'],
    ] as const)
      assert.equal(estimateWords(lately, true, listed), words);
  });

  it('price a remedy as the Send button does', () => {
    for (const [price, label, detail] of [
      [{ upTo: 300 }, 'Start Over · up to 300 credits', 'up to 300 credits'],
      [{ upTo: 0 }, 'Start Over', 'free'],
      [{ upTo: 200, price: 'unknown' }, 'Start Over · price unknown', 'price unknown'],
      [{ upTo: 0, price: 'notBilled' }, 'Start Over', 'not billed'],
    ] as const) {
      assert.equal(fixWords({ kind: 'startOver', ...price }), label);
      assert.equal(fixDetail({ kind: 'startOver', ...price }), detail);
    }
  });

  it('say figures as a person would', () => {
    assert.deepEqual([0, 184, 8_100_000].map(size), ['0 B', '184 B', '8.1 MB']);
    assert.deepEqual([1, 75, 0.5].map(credits), ['1 credit', '75 credits', '0.5 credits']);
    assert.deepEqual([1, 2].map(attempts), ['1 attempt', '2 attempts']);
    assert.deepEqual([12, 210, 185_000].map(duration), ['12 ms', '0.21 s', '3 min 5 s']);
    assert.deepEqual([0, 200_000].map(age), ['just now', '3 min ago']);
  });

  it('never count sixty seconds in a minute', () => {
    for (let ms = 55_000; ms < 400_000; ms += 97) {
      assert.doesNotMatch(duration(ms), /\b60 s|^60(\.0)? s/, `${ms} ms`);
    }
  });

  it('tell each state of a key and each oddity of a body', () => {
    const states = keysOf<KeyState>({ stored: 0, windowOnly: 0, none: 0, lost: 0 });
    for (const state of states) assertWords(keyWords(state), state);
    for (const badge of badges.flat()) assertSentence(badgeWords(badge), badge.code);
  });
});

/** With all facts, and with as few as may come. */
function diagnosesOf(code: DiagnosisCode): readonly Diagnosis[] {
  const facts = {
    profile: 'Live',
    origin: 'https://connect.jobo.world',
    operation: 'Search jobs',
    attempts: 2,
    sent: true,
    status: 418,
    failure: 'connectionLost',
    location: 'https://example.com',
    required: 75,
    balance: 12.5,
  };
  const { required, balance, location, ...few } = facts;
  const variants: readonly Diagnosis['facts'][] = [
    ...(['free', 'spends', 'creates'] as const).map(operationClass => ({
      ...facts,
      operationClass,
    })),
    ...['spent', 'ask', 'budget', 'paused', 'notRecorded'].map(stopped => ({ ...facts, stopped })),
    ...failures.map(failure => ({ ...facts, failure })),
    { ...few, sent: false, attempts: 1 },
    ...['job', 'company', 'application', 'session', 'profile', undefined].flatMap(thing =>
      [true, false].map(ends => {
        const named = thing === undefined ? {} : { thing };
        return { ...few, ...named, ends, hasId: true, id: '1111aaaa-0000-4000-8000-000000005555' };
      }),
    ),
  ];
  return variants.map(each => ({ code, facts: each, fixes: [] }));
}
