/** One thing that held under attack, counted again. */
export interface Figure {
  readonly what: string;
  readonly was: string | number;
  /** What has to hold, in words. */
  readonly hold: string;
  readonly held: boolean;
  /** What should not be there, one by one. */
  readonly found?: readonly string[];
}

export const exactly = (what: string, was: number, wanted: number): Figure => ({
  what,
  was,
  hold: `${wanted}`,
  held: was === wanted,
});

export const atMost = (what: string, was: number, most: number): Figure => ({
  what,
  was,
  hold: `at most ${most}`,
  held: was <= most,
});

export const none = (what: string, found: readonly string[]): Figure => ({
  ...exactly(what, found.length, 0),
  found,
});

/** Of what should not be there, in a table. */
const mostFound = 10;

/** A subject's figures under its name, columns aligned. */
export function table(subject: string, figures: readonly Figure[]): string {
  const head = ['', subject, 'was', 'has to be'];
  const rows = figures.map(({ what, was, hold, held }) => [held ? '✓' : '✗', what, `${was}`, hold]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map(row => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const found = (figure?: Figure) =>
    (figure?.found ?? []).slice(0, mostFound).map(each => `     – ${each}`);
  return [line(head), ...rows.flatMap((row, nth) => [line(row), ...found(figures[nth])])].join(
    '\n',
  );
}

/** The last line of `npm run soak`. */
export function lastLine(figures: readonly Figure[]): string {
  const held = figures.filter(figure => figure.held).length;
  return `${held} held, ${figures.length - held} did not`;
}
