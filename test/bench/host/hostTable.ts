import { columns, spread } from '../columns.js';
import { median } from '../figures.js';
import type { HostRound, Line } from './subject.js';

/** A build and the rounds in which it was measured, for one subject. */
export interface Measured {
  readonly lines: readonly Line[];
  readonly rounds: readonly HostRound[];
}

/**
 * What one build came to: its own figures, those of the floors, and the ratios within a round. Beside another build it
 * has those to the first one too.
 */
export function hostTable(subjects: readonly Measured[], build: string, first: string): string {
  const isFirst = build === first;
  const rows = subjects.flatMap(({ lines, rounds }) =>
    lines.map(({ title, figure, way = 'ours', floor, atMost }) => {
      const of = (whose: string, name: string) =>
        rounds.map(round => round[whose]?.[name]?.[figure] ?? NaN);
      const ours = of(build, way);
      const floors = of(build, floor);
      return [
        title,
        spread(ours, digitsOf(ours)),
        floor,
        spread(floors, digitsOf(floors)),
        ratio(ours, floors),
        atMost,
        ...(isFirst ? [] : [ratio(ours, of(first, way))]),
      ];
    }),
  );
  const head = [
    '',
    'ms, MB',
    'beside',
    'ms, MB',
    'ratio',
    'at most',
    ...(isFirst ? [] : ['to the first']),
  ];
  return columns([head, ...rows]);
}

/** Of the values of a round; none where the other one is nothing. */
function ratio(values: readonly number[], beside: readonly number[]): string {
  if (median(beside) < 0.05) return '–';
  return spread(values.map((value, nth) => value / (beside[nth] ?? NaN)));
}

const digitsOf = (values: readonly number[]): number => (median(values) < 20 ? 1 : 0);
