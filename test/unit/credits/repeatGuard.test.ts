import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ended, started, windowOn } from './guardWindow';

describe('the guard before a repeat', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-repeat-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  const kept = ended(started(), { charged: 75 });

  for (const [answer, counted, decision] of [
    ['send', 75, { kind: 'send', isCounted: true }],
    ['kept', 0, { kind: 'kept', exchange: kept }],
    ['nothing', 0, { kind: 'refused' }],
  ] as const) {
    it(`asks without any limit, and counts what is sent: ${answer}`, async () => {
      const window = windowOn(folder, { kept, answer: () => answer });
      assert.deepEqual(await window.decide(75), decision);
      assert.deepEqual(
        window.asked.map(question => [question.kept, question.over]),
        [[kept, []]],
      );
      assert.deepEqual(await window.spending(), { session: counted, day: counted });
    });
  }

  it('names the limits in the same question, and asks no second one', async () => {
    const limits = { run: 50, day: 60 };
    const window = windowOn(folder, { kept, limits, answer: () => 'send' });
    assert.deepEqual(await window.decide(75), { kind: 'send', isCounted: true });
    assert.deepEqual(
      window.asked.map(({ over }) => over),
      [['run', 'day']],
    );
  });

  it('asks nothing where nothing is taken', async () => {
    const window = windowOn(folder, { kept, answer: () => 'kept', isBilled: () => false });
    for (const cost of [0, 75])
      assert.deepEqual(await window.decide(cost), { kind: 'send', isCounted: false });
    assert.deepEqual(window.asked, []);
    assert.deepEqual(await window.spending(), { session: 0, day: 0 });
  });

  it('asks nothing where whoever asks has decided about it', async () => {
    const window = windowOn(folder, { kept, answer: () => 'nothing' });
    assert.deepEqual(await window.decide(75, { repeating: 'kept' }), {
      kind: 'kept',
      exchange: kept,
    });
    assert.deepEqual(await window.decide(75, { repeating: 'send' }), {
      kind: 'send',
      isCounted: true,
    });
    assert.deepEqual(window.asked, []);
  });

  it('asks nothing of a run that was cancelled', async () => {
    const window = windowOn(folder, { kept, answer: () => 'send' });
    const signal = AbortSignal.abort();
    assert.deepEqual(await window.decide(75, { signal }), { kind: 'refused' });
    assert.deepEqual(window.asked, []);
  });
});
