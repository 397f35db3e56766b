import * as fs from 'node:fs';
import * as path from 'node:path';
import { npm, root } from './install.mjs';
import type { Output } from './printer.mjs';
import { run } from './processGroup.mjs';
import { checkTally, countLine, readReport, twice, type Tally } from './report.mjs';
import { watchSilence, type Patience } from './silence.mjs';
import type { Step } from './suites.mjs';

const isColorful = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
export const reports = path.join(root, 'test/out/reports');

interface Options {
  /** The folder of the reports. */
  readonly folder?: string;
  readonly patience?: Patience;
}

/** Runs a step; a journey that fails is made once more, and the result tells of both. */
export async function runStep(
  step: Step,
  output: Output,
  signal: AbortSignal,
  options: Options = {},
): Promise<Tally> {
  const first = await attempt(step, 1, output, options);
  if (!step.isJourney || first.failures.length === 0 || signal.aborted) return first;
  output.print(`\n── ${step.name}: ${countLine(first)}; once more, in another editor\n`);
  return twice(first, await attempt(step, 2, output, options));
}

/** Each attempt has a report of its own, and leaves that of the other alone. */
async function attempt(
  step: Step,
  nth: number,
  output: Output,
  { folder = reports, patience }: Options,
): Promise<Tally> {
  const name = step.name.replaceAll(' ', '-') + (nth > 1 ? `-${nth}` : '');
  const report = path.join(folder, `${name}.jsonl`);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(report, '');
  const silence = watchSilence(step.counts === 'mocha' ? report : undefined, patience);
  const options = {
    cwd: root,
    env: {
      JOBO_TEST_REPORT: report,
      JOBO_TEST_ATTEMPT: `${nth}`,
      ...(isColorful && { FORCE_COLOR: '1' }),
    },
    print: output.print,
    signal: silence.signal,
  };
  const { code, signal } =
    'npm' in step.run
      ? await npm(['run', '--silent', step.run.npm], options)
      : await run(process.execPath, step.run.node, options);
  silence.stop();
  const why: unknown = silence.signal.reason;
  const how = typeof why === 'string' ? why : (signal ?? `exit code ${code}`);
  const ending = { ok: code === 0 && why === undefined, how };
  switch (step.counts) {
    case 'setup':
      return { passed: 0, failures: ending.ok ? [] : [`${step.name}: ${how}`] };
    case 'check':
      return checkTally(`${step.name}: ${how}`, ending.ok);
    case 'mocha':
      return readReport(step.name, fs.readFileSync(report, 'utf8'), ending);
  }
}
