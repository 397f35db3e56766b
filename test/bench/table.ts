import { columns, spread } from './columns';
import { median } from './figures';
import { clientNames } from './rounds';
import type { Round } from './rounds';

/** The most that the pipeline should take of what a rival takes; nothing fails where it takes more. */
const targets: Readonly<Record<string, string>> = {
  undici: '1.35',
  fetch: '0.75',
  httpyac: '0.20',
};

/** Each client's own figures, and how the pipeline compares with it: medians of the ratios within a round. */
export function table(rounds: readonly Round[]): string {
  const rows = clientNames.map(name => [
    name,
    ...(['latency', 'cpu'] as const).flatMap(what => {
      const own = rounds.map(round => round[name][what]);
      const paired = rounds.map(round =>
        name === 'undici again'
          ? round[name][what] / round.undici[what]
          : round.pipeline[what] / round[name][what],
      );
      return [median(own).toFixed(0), name === 'pipeline' ? '' : spread(paired)];
    }),
    name === 'undici again' ? 'control: 1.00' : (targets[name] ?? ''),
  ]);
  const head = ['', 'latency µs', 'pipeline / it', 'CPU µs', 'pipeline / it', 'at most'];
  return columns([head, ...rows]);
}
