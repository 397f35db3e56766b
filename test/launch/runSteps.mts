import { availableParallelism } from 'node:os';
import { PGraph } from 'p-graph';
import { Printer, type Output } from './printer.mjs';
import { countLine, type Tally } from './report.mjs';
import type { Step } from './suites.mjs';

type Run = (step: Step, output: Output, signal: AbortSignal) => Promise<Tally>;

/**
 * Runs steps two at a time: a suite that waits for an editor or a browser leaves the machine to the other. What each prints
 * stays together. Results come in the order of the steps.
 */
export async function runSteps(
  steps: readonly Step[],
  run: Run,
  write: (text: string) => void,
  signal: AbortSignal,
): Promise<readonly Tally[]> {
  const tallies = new Map<string, Tally>();
  const printer = new Printer(write);
  const failed = (name: string | undefined) =>
    name !== undefined && (tallies.get(name)?.failures.length ?? 0) > 0;
  const take = async (step: Step): Promise<Tally> => {
    if (signal.aborted) return failure(step, 'interrupted');
    if (failed(step.needs)) return failure(step, `not run, since ${step.needs} failed`);
    const output = printer.start(step.name);
    const startedAt = performance.now();
    const tally = await run(step, output, signal).catch((fault: unknown) =>
      failure(step, fault instanceof Error ? fault.message : String(fault)),
    );
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

const failure = ({ name }: Step, why: string): Tally => ({
  passed: 0,
  failures: [`${name}: ${why}`],
});

/** Pairs of names: the first has to be over before the second begins. */
function orderOf(steps: readonly Step[]): [string, string][] {
  const names = new Set(steps.map(({ name }) => name));
  return steps.flatMap(({ name, needs = '', after = '' }) =>
    [needs, after].filter(each => names.has(each)).map((each): [string, string] => [each, name]),
  );
}
