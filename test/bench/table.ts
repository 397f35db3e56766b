import { columns, spread } from './columns';
import { median } from './figures';
import { clientNames } from './rounds';
import type { Round } from './rounds';
import type { Scenario } from './scenarios';

/** Each client's own figures, and how the pipeline compares with it: medians of the ratios within a round. */
export function table(rounds: readonly Round[], atMost: Scenario['atMost']): string {
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
    name === 'undici again' ? 'control: 1.00' : (atMost[name] ?? ''),
  ]);
  const head = ['', 'latency µs', 'pipeline / it', 'CPU µs', 'pipeline / it', 'at most'];
  return columns([head, ...rows]);
}
