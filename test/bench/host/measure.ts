import { setTimeout as sleep } from 'node:timers/promises';
import { shuffled } from '../figures.js';
import { BenchWindow } from './benchWindow.js';
import type { Figures, HostRound, Subject, Ways } from './subject.js';

/** So long that no slow machine needs it. */
const longestTurnMs = 180_000;

export interface MeasureOptions {
  /** Files to install, by the name that the table calls them. */
  readonly builds: Readonly<Record<string, string>>;
  readonly rounds?: number;
  readonly random: () => number;
  /** What is open, for whoever ends the bench early. */
  readonly opened: Set<BenchWindow>;
}

/** All builds and all their ways in random order, round by round; a window for each build, open all the time. */
export async function measure(
  subject: Subject,
  { builds, rounds = subject.rounds, random, opened }: MeasureOptions,
): Promise<readonly HostRound[]> {
  const own: BenchWindow[] = [];
  try {
    const ready = new Map<string, Ways>();
    for (const [name, vsix] of Object.entries(builds)) {
      const window = await BenchWindow.open(vsix);
      own.push(window);
      opened.add(window);
      ready.set(name, await subject.prepare(window));
    }
    const measured: HostRound[] = [];
    for (let nth = -subject.warmUp; nth < rounds; nth += 1) {
      const round = await oneRound(ready, random);
      if (nth >= 0) measured.push(round);
    }
    return measured;
  } finally {
    for (const window of own) {
      await window.close();
      opened.delete(window);
    }
  }
}

async function oneRound(
  ready: ReadonlyMap<string, Ways>,
  random: () => number,
): Promise<HostRound> {
  const turns = [...ready].flatMap(([build, ways]) =>
    Object.entries(ways).map(([name, work]) => ({ build, name, work })),
  );
  const round: Record<string, Record<string, Figures>> = {};
  for (const { build, name, work } of shuffled(turns, random))
    (round[build] ??= {})[name] = await inTime(`${name}, ${build}`, work());
  return round;
}

/** Rejects where something has not come that will never come. */
async function inTime<T>(what: string, work: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const tooLate = sleep(longestTurnMs, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`Never came to its end: ${what}.`);
  });
  tooLate.catch(() => undefined);
  return Promise.race([work, tooLate]).finally(() => stop.abort());
}
