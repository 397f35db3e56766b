import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Patience } from '../../launch/silence.mjs';
import { runStep } from '../../launch/runStep.mjs';
import type { Step } from '../../launch/suites.mjs';

/** Of what a case says with `attempt`: 1, and 2 where it is made once more. */
const cases = (body: string) => `
  const attempt = process.env.JOBO_TEST_ATTEMPT;
  describe('j', () => {
    it('begins', () => {});
    it('goes on', () => { ${body} });
    it('ends', () => {});
  });`;

describe('a step', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jobo-step-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const play = async (body: string, isJourney: boolean, patience?: Patience) => {
    const spec = path.join(folder, 'j.test.cjs');
    fs.writeFileSync(spec, cases(body));
    const mocha = ['node_modules/mocha/bin/mocha.js', '--bail', '--timeout', '2000'];
    const step: Step = {
      name: 'a step of a test',
      parts: ['ui'],
      run: { node: [...mocha, '--reporter', 'test/launch/reporter.ts', spec] },
      counts: 'mocha',
      ...(isJourney && { isJourney }),
    };
    let printed = '';
    const print = (text: string) => void (printed += text);
    const output = { print, end: () => undefined };
    const { signal } = new AbortController();
    const options = { folder, ...(patience && { patience }) };
    return { tally: await runStep(step, output, signal, options), printed };
  };
  const failsFirst = `if (attempt === '1') throw new Error('an odd moment')`;

  it('that is a journey and fails is made once more; both outcomes are printed', async () => {
    const { tally, printed } = await play(failsFirst, true);
    const flaky = ['a step of a test: j goes on'];
    assert.deepEqual(tally, { passed: 3, failures: [], flaky });
    assert.match(printed, /an odd moment[^]*1 passed, 2 failed; once more[^]*3 passing/);
  });

  it('that is a journey and fails again has failed', async () => {
    const { tally } = await play(`throw new Error(attempt)`, true);
    assert.deepEqual(tally, {
      passed: 1,
      failures: [
        'a step of a test: j goes on (the first time: a step of a test: j goes on)',
        'a step of a test: j ends (not run)',
      ],
    });
  });

  it('that falls silent is ended, and the case that it hangs in is named', async () => {
    const patience = { grace: 3_000, firstLine: 60_000, ceiling: 60_000 };
    const { tally } = await play('for (;;);', false, patience);
    assert.deepEqual(tally, {
      passed: 1,
      failures: [
        'a step of a test: j goes on (hung: ended after 5 s without a line)',
        'a step of a test: j ends (not run)',
      ],
    });
  });

  it('that takes longer than the ceiling is ended, whatever it says', async () => {
    const patience = { grace: 60_000, firstLine: 60_000, ceiling: 2_000 };
    const { tally } = await play('for (;;);', false, patience);
    assert.match(tally.failures[0] ?? '', /ended after 2 s, the ceiling/);
  });

  it('that is no journey is run once', async () => {
    const { tally, printed } = await play(failsFirst, false);
    const failures = ['a step of a test: j goes on', 'a step of a test: j ends (not run)'];
    assert.deepEqual(tally, { passed: 1, failures });
    assert.doesNotMatch(printed, /once more/);
  });
});
