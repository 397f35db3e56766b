import { median, quantile } from './figures';

/** Lines with their columns aligned; the first line is the head. */
export function columns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map(line => line[column]?.length ?? 0)),
  );
  return lines
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The median, with the quartiles behind it. */
export function spread(values: readonly number[], digits = 2): string {
  const [low, middle, high] = [quantile(values, 0.25), median(values), quantile(values, 0.75)];
  return `${middle.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}
