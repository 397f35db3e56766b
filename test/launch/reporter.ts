import * as fs from 'node:fs';
import Mocha from 'mocha';
import type { ReportLine } from './reportLines.mjs';

// The default export, since `mocha --reporter <file>` takes no other.
/** Tells a person what runs, and writes each line of the report that is counted to the file of JOBO_TEST_REPORT. */
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env['JOBO_TEST_REPORT'];
    if (file !== undefined) report(runner, file);
  }
}

function report(runner: Mocha.Runner, file: string): void {
  // At once, and not through a stream: whoever is killed in the next moment has still said it.
  const write = (line: ReportLine) => {
    fs.appendFileSync(file, `${JSON.stringify(line)}\n`);
  };
  const began = (of: Mocha.Runnable) => {
    write({ event: 'began', title: of.fullTitle(), limitMs: of.timeout() });
  };
  runner.once('start', () => {
    write({ event: 'started', ...casesOf(runner.suite) });
  });
  runner.on('test', began);
  runner.on('hook', began);
  runner.on('pass', test => {
    write({ event: 'passed', title: test.fullTitle(), ms: test.duration ?? 0 });
  });
  runner.on('hook end', hook => {
    write({ event: 'hookEnded', title: hook.fullTitle(), ms: hook.duration ?? 0 });
  });
  // also of a hook, whose title then names the case it was for
  runner.on('fail', (of, error: unknown) => {
    write({ event: 'failed', title: of.fullTitle(), error: String(error).slice(0, 2_000) });
  });
  runner.on('pending', test => {
    write({ event: 'skipped', title: test.fullTitle() });
  });
  runner.once('end', () => {
    write({ event: 'ended' });
  });
}

function casesOf(suite: Mocha.Suite): { cases: string[]; longestMs: number } {
  const cases: string[] = [];
  let longestMs = 0;
  const open = [suite];
  for (let each = open.pop(); each; each = open.pop()) {
    longestMs = Math.max(longestMs, each.timeout(), ...each.tests.map(test => test.timeout()));
    cases.push(...each.tests.map(test => test.fullTitle()));
    open.push(...each.suites);
  }
  return { cases, longestMs };
}
