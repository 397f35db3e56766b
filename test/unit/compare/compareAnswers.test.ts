import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as compare from '../../../src/core/compare/compareAnswers';
import {
  isUnchanged,
  mostFigures,
  type Comparison,
} from '../../../src/core/compare/compareAnswers';
import type { Steps } from '../../../src/core/common/steps';

const answer = (text: string | Uint8Array, contentType = 'application/json') => ({
  bytes: typeof text === 'string' ? Buffer.from(text) : text,
  contentType,
});
/** Without a pause. */
function result<T>(steps: Steps<T>, taken?: () => void): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    taken?.();
  }
}
const normalised = (given: compare.Answer) => result(compare.normalised(given));
const compareTexts = (one: string, other: string) =>
  result(compare.compareAnswers(answer(one), answer(other)));
const compareValues = (one: unknown, other: unknown) => {
  const comparison = compareTexts(JSON.stringify(one), JSON.stringify(other));
  return comparison.kind === 'json' ? comparison : assert.fail('not compared as JSON');
};
const listOf = ({ summary }: Extract<Comparison, { kind: 'json' }>) =>
  summary.lists[0] ?? assert.fail('no list');

describe('compareAnswers', () => {
  it('names jobs added, removed and changed, and the figures that differ', () => {
    const job = (id: string, title: string, rest: object = {}) => ({ id, title, ...rest });
    const { summary } = compareValues(
      { jobs: [job('a', 'Cook'), job('b', 'Driver', { city: 'Porto' })], total: 2, page: 1 },
      { page: 1, jobs: [job('b', 'Driver', { city: 'Faro' }), job('c', 'Baker')], total: 3 },
    );
    assert.deepEqual(summary, {
      lists: [
        {
          path: 'jobs',
          before: 2,
          after: 2,
          added: [{ id: 'c', title: 'Baker' }],
          removed: [{ id: 'a', title: 'Cook' }],
          changed: [{ id: 'b', title: 'Driver', members: ['city'] }],
          moved: 0,
        },
      ],
      figures: [{ path: 'total', before: '2', after: '3' }],
      moreFigures: 0,
    });
  });

  it('reads a list that is the whole answer, and ids that are numbers', () => {
    const list = listOf(compareValues([{ id: 1 }, { id: 2 }], [{ id: 2 }]));
    assert.equal(list.path, '');
    assert.deepEqual(list.removed, [{ id: '1' }]);
  });

  it('tells rows of an empty list, or of none, as added', () => {
    for (const none of [{ jobs: [] }, {}]) {
      const { summary } = compareValues(none, { jobs: [{ id: 'a' }] });
      assert.deepEqual([summary.lists[0]?.added, summary.figures], [[{ id: 'a' }], []]);
    }
  });

  it('pairs rows that share an id with their likes', () => {
    const [one, two] = [
      { id: 'x', n: 1 },
      { id: 'x', n: 2 },
    ];
    assert.equal(listOf(compareValues([one, two], [two, one])).moved, 1);
    const gone = listOf(compareValues([one, two, two], [two]));
    assert.deepEqual([gone.removed.length, gone.changed, gone.added], [2, [], []]);
  });

  it('sees a digit beyond 2^53, and keeps every digit in the text', () => {
    const comparison = compareTexts('{"n":9007199254740993}', '{"n":9007199254740992}');
    assert.ok(comparison.kind === 'json');
    assert.match(comparison.before, /9007199254740993/);
    assert.deepEqual(comparison.summary.figures, [
      { path: 'n', before: '9007199254740993', after: '9007199254740992' },
    ]);
    for (const digits of [
      '1.0',
      '1e400',
      '-0',
      '0.10000000000000000555',
      '123456789012345678901',
    ]) {
      assert.equal(normalised(answer(`[${digits}]`)), `[\n  ${digits}\n]\n`);
    }
  });

  it('takes escapes and the order of members for what they mean', () => {
    const comparison = compareTexts('{"b":"\\u0041\\/","a":[ ]}', '{ "a": [], "b": "A/" }');
    assert.ok(comparison.kind === 'json' && isUnchanged(comparison.summary));
    assert.equal(comparison.before, comparison.after);
    assert.equal(comparison.after, '{\n  "a": [],\n  "b": "A/"\n}\n');
  });

  it('reads strings of any length and with any escape', () => {
    const text = `${'\\'.repeat(5)}"${'x"\\'.repeat(500_000)}`;
    assert.equal(normalised(answer(JSON.stringify([text]))), `[\n  ${JSON.stringify(text)}\n]\n`);
  });

  it('keeps members that stand twice, and rows without an id', () => {
    const twice = compareTexts('{"a":1,"a":2}', '{"a":1,"a":3}');
    assert.ok(twice.kind === 'json');
    assert.deepEqual(twice.summary.figures, [{ path: 'a#2', before: '2', after: '3' }]);
    const list = listOf(compareValues([{ id: 1 }, { n: 1 }, null], [{ id: 1 }, { n: 2 }, null]));
    assert.deepEqual([list.added.length, list.removed.length, list.changed], [1, 1, []]);
  });

  it('is bound in what it names', () => {
    const many = (value: number) => ({ list: Array.from({ length: 150 }, () => value) });
    const { summary } = compareValues(many(1), many(2));
    assert.deepEqual([summary.figures.length, summary.moreFigures], [mostFigures, 50]);
  });

  for (const [what, text] of [
    ['text', 'Bad Gateway'],
    ['half a document', '{"jobs":[{"id":1}'],
    ['nothing', ''],
    ['bottomless brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
  ] as const) {
    it(`compares ${what} as it came`, () => {
      const comparison = compareTexts('{"b":1,"a":2}', text);
      assert.deepEqual(comparison, { kind: 'text', before: '{"b":1,"a":2}', after: text });
    });
  }

  it('takes one step a row, also where all share one id', () => {
    const rows = (n: number) => Array.from({ length: 100_000 }, (_, i) => ({ id: 1, n: i + n }));
    const list = listOf(compareValues(rows(0), rows(200_000)));
    assert.equal(list.changed.length, 100_000);
  });

  it('lets others have their turn at each row, whatever is being done with it', () => {
    const length = 1_000;
    const body = (n: number) => {
      const jobs = Array.from({ length }, (_, i) => ({ id: i, deep: { list: [i, n] } }));
      return answer(JSON.stringify({ jobs }));
    };
    let steps = 0;
    const comparison = result(compare.compareAnswers(body(1), body(2)), () => (steps += 1));
    assert.ok(comparison.kind === 'json' && listOf(comparison).changed.length === length);
    // Both are read, known by their text and written, and the two are compared.
    assert.ok(steps >= 7 * length, `${steps} steps`);
  });

  it('lets others have their turn in a long list within a row, and in one of figures', () => {
    const length = 20_000;
    const figures = Array.from({ length }, (_, n) => `s${n}`);
    for (const value of [{ jobs: [{ id: '1', deep: { figures } }] }, { figures }, figures]) {
      let steps = 0;
      const same = answer(JSON.stringify(value));
      const comparison = result(compare.compareAnswers(same, same), () => (steps += 1));
      assert.ok(comparison.kind === 'json' && compare.isUnchanged(comparison.summary));
      // Both are read and written.
      assert.ok(steps >= 4 * length, `${steps} steps`);
    }
  });

  it('compares 8 MB', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ id: `${i}`, text: 'x'.repeat(380) }));
    const list = listOf(compareValues({ jobs: rows }, { jobs: rows.slice(1) }));
    assert.deepEqual(list.removed, [{ id: '0' }]);
  });
});

interface Row {
  readonly id: string;
  readonly [member: string]: unknown;
}
const value = fc.jsonValue({ maxDepth: 2 });
const row = fc.record({ title: fc.string(), city: value, pay: fc.maxSafeInteger() });
const rows = fc
  .uniqueArray(fc.tuple(fc.uuid(), row), { selector: ([id]) => id, minLength: 1, maxLength: 12 })
  .map(list => list.map(([id, rest]): Row => ({ id, ...rest })));
const changes = fc.array(fc.constantFrom('keep', 'remove', 'title', 'pay', 'new', 'drop'), {
  minLength: 12,
  maxLength: 12,
});

/** What each change does to a row, and the name of the member that it touches. */
const mutations: Readonly<Record<string, (row: Row) => readonly [Row, readonly string[]]>> = {
  keep: row => [row, []],
  title: row => [{ ...row, title: `${String(row['title'])}!` }, ['title']],
  pay: row => [{ ...row, pay: Number(row['pay']) / 2 + 0.25 }, ['pay']],
  new: row => [{ ...row, brand: null }, ['brand']],
  drop: ({ city: _, ...row }) => [row, ['city']],
};

describe('the summary of a comparison', () => {
  it('of an answer with itself is empty', () => {
    fc.assert(
      fc.property(fc.jsonValue(), rows, (rest, jobs) => {
        for (const body of [rest, { jobs, rest }, [...jobs, ...jobs]]) {
          const comparison = compareValues(body, body);
          assert.ok(isUnchanged(comparison.summary));
          assert.equal(comparison.before, comparison.after);
        }
      }),
    );
  });

  it('names exactly what was done to the answer', () => {
    fc.assert(
      fc.property(rows, changes, rows, fc.nat(5), fc.nat(5), (jobs, done, fresh, one, other) => {
        const added = fresh.filter(({ id }) => jobs.every(job => job.id !== id));
        const kept = jobs.flatMap((job, i) => {
          const mutation = mutations[done[i] ?? 'keep'];
          return mutation ? [mutation(job)] : [];
        });
        const after = [...kept.map(([job]) => job), ...added];
        const comparison = compareValues({ jobs, n: one }, { jobs: after, n: other });
        const list = listOf(comparison);
        const ids = (named: readonly { readonly id: string }[]) => named.map(({ id }) => id);
        assert.deepEqual(ids(list.added), ids(added));
        const removed = jobs.filter((_, i) => done[i] === 'remove');
        assert.deepEqual(ids(list.removed), ids(removed));
        assert.deepEqual(
          list.changed.map(({ id, members }) => [id, members]),
          kept
            .filter(([, members]) => members.length > 0)
            .map(([job, members]) => [job.id, members]),
        );
        assert.equal(list.moved, 0);
        assert.equal(comparison.summary.figures.length, one === other ? 0 : 1);
      }),
    );
  });

  it('tells another order, and nothing else, of rows that were shuffled', () => {
    const shuffled = rows.chain(list =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([before, after]) => {
        const { added, removed, changed, moved } = listOf(compareValues(before, after));
        assert.deepEqual([added, removed, changed], [[], [], []]);
        assert.equal(
          moved > 0,
          before.some((row, i) => row !== after[i]),
        );
      }),
    );
  });

  it('is written to the same text by whatever order the members came in', () => {
    const reversed = (given: unknown): unknown => {
      if (Array.isArray(given)) return given.map(reversed);
      if (typeof given !== 'object' || given === null) return given;
      const members = Object.entries(given).reverse();
      return Object.fromEntries(members.map(([name, each]) => [name, reversed(each)]));
    };
    fc.assert(
      fc.property(fc.jsonValue(), body => {
        const text = normalised(answer(JSON.stringify(body)));
        assert.equal(normalised(answer(JSON.stringify(reversed(body)))), text);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(body)));
      }),
    );
  });
});
