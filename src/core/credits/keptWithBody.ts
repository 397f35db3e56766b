import type { Exchange } from '../exchange';
import { answeredAt } from './repeats';

/** A row is on disk before its body: the body of an answer that another window has just got may come a moment later. */
const isJustAnsweredMs = 5_000;
const pausesMs = [50, 150, 300, 500];

interface Look {
  readonly hasBody: (id: string) => Promise<boolean>;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

/** The first of these runs whose body is on disk. For bodies of runs answered just now it waits up to 1 s in all. */
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
