/** A row as it was parsed, of whatever version. */
type Row = Readonly<Record<string, unknown>>;

/** Takes a row of one version to the next; the new number is put on it afterwards. Pure. */
export type Migration = (row: Row) => Row;

/**
 * The way from each version to the next, by the version that it begins at. None yet: 1 is the first.
 * Whoever changes the form of a row raises `rowVersion`, adds the step here, and keeps a real row of the old form in
 * `test/golden/history`.
 */
const steps: Readonly<Record<number, Migration>> = {};

/** The row in the form of version `to`; undefined for a newer one, and for what is no row. */
export function migrate(value: unknown, to: number, by = steps): Row | undefined {
  const version = versionOf(value);
  if (version === undefined || version > to) return undefined;
  let row = value as Row;
  for (let from = version; from < to; from++) {
    const step = by[from];
    if (!step) return undefined;
    row = { ...step(row), version: from + 1 };
  }
  return row;
}

function versionOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('version' in value)) return undefined;
  const { version } = value;
  return typeof version === 'number' && Number.isInteger(version) && version > 0
    ? version
    : undefined;
}
