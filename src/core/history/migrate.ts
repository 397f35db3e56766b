import { isRecord, isText, ownOf } from '../common/shape';

/** A parsed row of any version. */
type Row = Readonly<Record<string, unknown>>;

/** Turns a row of one version into the next. `migrate` sets the new version number. Pure. */
export type Migration = (row: Row) => Row;

/**
 * The step from each version to the next, by the version that it begins with.
 * Whoever changes the form of a row raises `rowVersion`, adds the step here, and keeps a real row of the old form in
 * `test/golden/history`.
 */
const steps: Readonly<Record<number, Migration>> = { 1: withPurpose };

/** The row in the form of version `to`; undefined for a newer row, and for anything that is no row. */
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

/** The end of the URL to which version 1 sent its key checks. */
const checkEnd = '/api/jobs/00000000-0000-0000-0000-000000000000';

/** Version 1 kept no purpose. Its key checks are known by their URL; their 404, a success, had a diagnosis. */
function withPurpose(row: Row): Row {
  const exchange = ownOf(row, 'exchange');
  if (!isRecord(exchange) || ownOf(exchange, 'operationId') !== 'getJob') return row;
  const url = ownOf(exchange, 'url');
  if (!isText(url) || !url.endsWith(checkEnd)) return row;
  const { diagnosis, ...rest } = exchange;
  const outcome = ownOf(exchange, 'outcome');
  const isGood = isRecord(outcome) && ownOf(outcome, 'status') === 404;
  const explained = diagnosis !== undefined && !isGood && { diagnosis };
  return { ...row, exchange: { ...rest, ...explained, purpose: 'keyCheck' } };
}

function versionOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('version' in value)) return undefined;
  const { version } = value;
  return typeof version === 'number' && Number.isInteger(version) && version > 0
    ? version
    : undefined;
}
