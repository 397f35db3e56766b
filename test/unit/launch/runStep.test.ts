import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
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

  const play = async (body: string, isJourney: boolean) => {
    const spec = path.join(folder, 'j.test.cjs');
    fs.writeFileSync(spec, cases(body));
    const mocha = ['node_modules/mocha/bin/mocha.js', '--bail'];
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
    return { tally: await runStep(step, output, new AbortController().signal), printed };
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

  it('that is no journey is run once', async () => {
    const { tally, printed } = await play(failsFirst, false);
    const failures = ['a step of a test: j goes on', 'a step of a test: j ends (not run)'];
    assert.deepEqual(tally, { passed: 1, failures });
    assert.doesNotMatch(printed, /once more/);
  });
});
