import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { costing, ended, started, windowOn } from './guardWindow';

describe('the guard before a fix', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-fix-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  /** A run with a profile that could take so much. */
  const failed = (most: number, profile = 'Own') => ({
    exchange: ended(started(profile), {}, { kind: 'answered', status: 400 }),
    draft: costing(most),
  });
  const counted = { kind: 'send', isCounted: true };

  it('asks where it may take more than the run that it mends, and names that one', async () => {
    const { decide, asked } = windowOn(folder, { answer: () => 'send' });
    assert.deepEqual(await decide(76, { fixedRun: failed(75) }), counted);
    assert.deepEqual(
      asked.map(({ fixedRunUpTo, over, estimate }) => [fixedRunUpTo, over, estimate]),
      [[75, [], { kind: 'upTo', credits: 76 }]],
    );
  });

  it('asks nothing where it may take as much, or less', async () => {
    const { decide, asked } = windowOn(folder);
    for (const cost of [75, 1])
      assert.deepEqual(await decide(cost, { fixedRun: failed(75) }), counted);
    assert.deepEqual(asked, []);
  });

  it('counts a run as nothing whose key was not billed, or whose profile’s is not', async () => {
    const window = windowOn(folder, { isBilled: profile => profile !== 'Test' });
    const unbilled = failed(75);
    const { exchange } = unbilled;
    const diagnosis = { code: 'notFound', facts: {}, fixes: [], notBilled: true } as never;
    await window.decide(75, { fixedRun: failed(75, 'Test') });
    await window.decide(75, { fixedRun: { ...unbilled, exchange: { ...exchange, diagnosis } } });
    assert.deepEqual(
      window.asked.map(({ fixedRunUpTo }) => fixedRunUpTo),
      [0, 0],
    );
  });

  it('asks nothing where nothing is billed now', async () => {
    const { decide, asked } = windowOn(folder, { isBilled: () => false });
    assert.deepEqual(await decide(75, { fixedRun: failed(1) }), { kind: 'send', isCounted: false });
    assert.deepEqual(asked, []);
  });

  it('asks one question for every reason there is: limits, a repeat, and the fix', async () => {
    const kept = ended(started(), { charged: 75 });
    const limits = { run: 50, session: 60 };
    for (const answer of ['send', 'kept', 'nothing'] as const) {
      const window = windowOn(folder, { kept, limits, session: answer, answer: () => answer });
      const decision = await window.decide(75, { fixedRun: failed(1) });
      assert.equal(decision.kind, answer === 'nothing' ? 'refused' : answer);
      assert.deepEqual(
        window.asked.map(question => [question.kept, question.fixedRunUpTo, question.over]),
        [[kept, 1, ['run', 'session']]],
      );
      assert.equal((await window.spending()).session, answer === 'send' ? 75 : 0);
    }
  });

  it('asks once more only where a further limit is reached while the question stands', async () => {
    const other = windowOn(folder, { session: 'two' });
    const window = windowOn(folder, {
      limits: { day: 100 },
      answer: async () => {
        if (window.asked.length === 1) await other.admit(50);
        return true;
      },
    });
    assert.deepEqual(await window.decide(75, { fixedRun: failed(1) }), counted);
    assert.deepEqual(
      window.asked.map(({ fixedRunUpTo, over }) => [fixedRunUpTo, over]),
      [
        [1, []],
        [undefined, ['day']],
      ],
    );
  });
});
