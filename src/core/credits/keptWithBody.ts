import type { Exchange } from '../exchange';
import { answeredAt } from './repeats';

/** A row is on disk before its body: of an answer that another window has just got, the body comes a moment later. */
const isJustAnsweredMs = 5_000;
const pausesMs = [50, 150, 300, 500];

interface Look {
  readonly hasBody: (id: string) => Promise<boolean>;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

/** The first of these runs whose body is there; one that has just been answered is given a moment for it, no longer. */
export async function keptWithBody(
  runs: readonly Exchange[],
  { hasBody, now, wait }: Look,
): Promise<Exchange | undefined> {
  const pauses = [...pausesMs];
  for (const run of runs) {
    for (;;) {
      if (await hasBody(run.id)) return run;
      const age = now() - answeredAt(run);
      const pause = age < isJustAnsweredMs ? pauses.shift() : undefined;
      if (pause === undefined) break;
      await wait(pause);
    }
  }
  return undefined;
}
