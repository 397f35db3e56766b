import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ended, never, page, started, windowOn } from './guardWindow';

describe('the guard before a repeat', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-repeat-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  const kept = ended(started(), { charged: 75 });
  const repeat = (
    { guard }: Pick<ReturnType<typeof windowOn>, 'guard'>,
    cost: number,
    signal = never,
  ) => guard.admitRepeat(started(), { ...page, query: { cost } }, kept, signal);

  for (const [answer, counted] of [
    ['send', 75],
    ['kept', 0],
    ['nothing', 0],
  ] as const) {
    it(`asks without any limit, and counts what is sent: ${answer}`, async () => {
      const window = windowOn(folder, { answer: () => answer });
      assert.equal(await repeat(window, 75), answer);
      assert.deepEqual(
        window.asked.map(question => [question.kept, question.over]),
        [[kept, []]],
      );
      assert.deepEqual(await window.guard.spending(), { session: counted, day: counted });
    });
  }

  it('names the limits in the same question, and asks no second one', async () => {
    const limits = { run: 50, day: 60 };
    const window = windowOn(folder, { limits, answer: () => 'send' });
    assert.equal(await repeat(window, 75), 'send');
    assert.deepEqual(
      window.asked.map(({ over }) => over),
      [['run', 'day']],
    );
  });

  it('asks nothing where nothing is taken', async () => {
    const window = windowOn(folder, { answer: () => 'kept' });
    assert.equal(await repeat(window, 0), 'send');
    assert.deepEqual(window.asked, []);
  });

  it('asks nothing of a run that was cancelled', async () => {
    const window = windowOn(folder, { answer: () => 'send' });
    assert.equal(await repeat(window, 75, AbortSignal.abort()), 'nothing');
    assert.deepEqual(window.asked, []);
  });
});
