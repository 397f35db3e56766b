import assert from 'node:assert/strict';
import type { RunFacts } from '../../../src/core/retry/nextStep';
import { countAnswer, emptyTally, nextStep } from '../../../src/core/retry/nextStep';
import { defaultRetrySettings } from '../../../src/core/retry/retryPolicy';
import type { Answer, FailureReason } from '../../../src/core/transport/transport';
import { answered, failed } from './answers';

/** What the operation is, and whether an idempotency key goes with it. */
const kinds = {
  free: { class: 'free', keyed: false },
  spends: { class: 'spends', keyed: false },
  creates: { class: 'creates', keyed: false },
  keyed: { class: 'creates', keyed: true },
} as const;
type Kind = keyof typeof kinds;

interface Row {
  readonly answers: Readonly<Record<string, Answer>>;
  readonly retries: number;
  /** Those that are not sent again without a question. */
  readonly ask: readonly Kind[];
  readonly budgeted: boolean;
  /** Of the first five waits in milliseconds, by the lowest and the highest throw of the dice. */
  readonly waits: readonly (readonly [number, number])[];
}

const growing = [1_000, 2_000, 4_000, 8_000, 16_000].map(ms => [ms, ms * 1.2] as const);
const all = (reasons: readonly FailureReason[]) =>
  Object.fromEntries(reasons.map(reason => [reason, failed(reason)]));

/** The table of the API's owner, written out once more. */
const rows: readonly Row[] = [
  {
    answers: { '429': answered(429) },
    retries: 5,
    ask: [],
    budgeted: false,
    waits: growing,
  },
  {
    answers: { '500': answered(500) },
    retries: 4,
    ask: ['creates'],
    budgeted: true,
    waits: growing,
  },
  {
    answers: { '503': answered(503) },
    retries: 5,
    ask: [],
    budgeted: false,
    waits: growing.map(() => [30_000, 60_000] as const),
  },
  {
    answers: {
      ...Object.fromEntries([408, 425, 502, 504].map(status => [status, answered(status)])),
      ...all(['connectionLost', 'headersTimeout', 'bodyTimeout']),
      'a length that is not kept': answered(200, 'damagedLength'),
      'an encoding that is broken': answered(200, 'damagedEncoding'),
      'a connection lost in the answer': answered(201, 'connectionLost'),
    },
    retries: 2,
    ask: ['spends', 'creates', 'keyed'],
    budgeted: true,
    waits: growing,
  },
  {
    answers: all([
      'dns',
      'connectRefused',
      'connectTimeout',
      'networkUnreachable',
      'tlsHandshake',
      'proxyRefused',
      'certificatesUnread',
      'certificatesFailed',
    ]),
    retries: 3,
    ask: [],
    budgeted: true,
    waits: growing,
  },
];

const never: Readonly<Record<string, Answer>> = {
  ...Object.fromEntries(
    [200, 204, 301, 307, 400, 401, 402, 403, 404, 405, 409, 410, 418, 422, 451, 501, 505].map(
      status => [status, answered(status)],
    ),
  ),
  ...all([
    'proxyLogin',
    'proxyKerberos',
    'proxyNtlm',
    'proxyDigest',
    'proxyUnsupported',
    'proxyUnreadable',
    'certificateExpired',
    'certificateSelfSigned',
    'certificateHost',
    'certificateIssuer',
    'certificateOther',
    'protocol',
    'switchedProtocol',
    'headersTooLarge',
    'totalTimeout',
    'cancelled',
    'unverifiedTls',
    'illegalKey',
    'notRecorded',
    'other',
  ]),
  'a 400 whose body breaks off': answered(400, 'connectionLost'),
  'an answer that is too large': answered(200, 'tooLarge'),
};

const factsOf = (kind: Kind): RunFacts => ({
  ...kinds[kind],
  paused: false,
  settings: defaultRetrySettings,
});

/** The steps after the same answer again and again, until it stops. */
function stepsAfter(answer: Answer, facts: RunFacts, throwOfDice: number) {
  const steps = [];
  for (let tally = emptyTally; ;) {
    tally = countAnswer(tally, answer);
    const step = nextStep(answer, tally, facts, undefined, () => throwOfDice);
    steps.push(step);
    if (step.kind !== 'wait') return steps;
  }
}

describe('the table, step by step', () => {
  for (const { answers, retries, ask, budgeted, waits } of rows) {
    for (const [name, answer] of Object.entries(answers)) {
      for (const kind of Object.keys(kinds) as Kind[]) {
        it(`${name} of one that is ${kind}`, () => {
          const lowest = stepsAfter(answer, factsOf(kind), 0);
          if (ask.includes(kind)) {
            assert.deepEqual(lowest, [{ kind: 'stop', because: 'ask' }]);
            return;
          }
          assert.deepEqual(lowest.at(-1), { kind: 'stop', because: 'spent' });
          assert.equal(lowest.length, retries + 1);
          const highest = stepsAfter(answer, factsOf(kind), 1);
          for (const [n, step] of lowest.slice(0, -1).entries()) {
            assert.ok(step.kind === 'wait');
            assert.deepEqual([step.ms, step.budgeted], [waits[n]?.[0], budgeted]);
            assert.equal(step.of, retries + 1);
            const other = highest[n];
            assert.ok(other?.kind === 'wait');
            assert.equal(other.ms, waits[n]?.[1]);
          }
        });
      }
    }
  }

  it('stays within its bounds, whatever the dice say, for thousands of throws', () => {
    const throws = 3_000;
    for (const { answers, retries, waits } of rows) {
      const [answer] = Object.values(answers);
      assert.ok(answer);
      for (let n = 0; n < throws; n += 1) {
        const steps = stepsAfter(answer, factsOf('free'), n / throws);
        for (const [nth, step] of steps.slice(0, retries).entries()) {
          const [least, most] = waits[nth] ?? [NaN, NaN];
          assert.ok(step.kind === 'wait' && step.ms >= least && step.ms <= most);
          // Evenly: as far between the two as the throw is between 0 and 1.
          const expected = least + ((most - least) * n) / throws;
          assert.ok(step.ms - expected >= -1e-6 && step.ms - expected < 1 + 1e-6);
        }
      }
    }
  });

  for (const [name, answer] of Object.entries(never)) {
    it(`${name}: never again`, () => {
      for (const kind of Object.keys(kinds) as Kind[])
        assert.deepEqual(stepsAfter(answer, factsOf(kind), 0), [{ kind: 'stop' }]);
    });
  }

  it('a wait grows to its cap, and no further', () => {
    const facts = factsOf('free');
    const tally = { attempts: 8, counts: { limited: 5 }, limitedInARow: 8 };
    for (const [server, most] of [
      [undefined, 30_000],
      [7_000, 37_000],
    ] as const) {
      const step = nextStep(answered(429), tally, facts, server, () => 0);
      assert.ok(step.kind === 'wait');
      assert.equal(step.ms, most);
    }
  });

  it('a wait becomes a scheduled run only where it is longer than the setting', () => {
    const tally = countAnswer(emptyTally, answered(429));
    for (const [ms, scheduled] of [
      [300_000, false],
      [300_001, true],
    ] as const) {
      const step = nextStep(answered(429), tally, factsOf('free'), ms, () => 0);
      assert.ok(step.kind === 'wait');
      assert.equal(step.scheduled, scheduled);
    }
  });

  it('says of a paused operation that it is one, and stops there where that is chosen', () => {
    const tally = countAnswer(emptyTally, answered(503));
    const paused = { ...factsOf('free'), paused: true };
    const step = nextStep(answered(503), tally, paused, undefined, () => 0);
    assert.ok(step.kind === 'wait' && step.paused);
    for (const status of [429, 500]) {
      const other = nextStep(answered(status), tally, paused, undefined, () => 0);
      assert.ok(other.kind === 'wait' && !other.paused);
    }
    const settings = { ...defaultRetrySettings, pausedOperations: 'stop' } as const;
    assert.deepEqual(
      nextStep(answered(503), tally, { ...paused, settings }, undefined, () => 0),
      { kind: 'stop', because: 'paused' },
    );
  });

  it('another way is an attempt, counts for no reason and resets nothing', () => {
    const limited = countAnswer(emptyTally, answered(429));
    const other: Answer = { ...failed('dns', false), otherWay: true };
    const tally = countAnswer(limited, other);
    assert.deepEqual(tally, { ...limited, attempts: 2 });
    assert.deepEqual(
      nextStep(other, tally, factsOf('creates'), undefined, () => 0),
      { kind: 'otherWay' },
    );
  });

  it('tells of no more attempts than there can be', () => {
    const counts = { serverError: 4, uncertain: 2, maintenance: 2 };
    const step = nextStep(
      answered(503),
      { attempts: 8, counts, limitedInARow: 0 },
      factsOf('free'),
      undefined,
      () => 0,
    );
    assert.ok(step.kind === 'wait');
    assert.equal(step.of, 10);
  });
});
