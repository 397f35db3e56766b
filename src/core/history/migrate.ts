import { isRecord, isText, ownOf } from '../common/shape';

/** A row as it was parsed, of whatever version. */
type Row = Readonly<Record<string, unknown>>;

/** Takes a row of one version to the next; the new number is put on it afterwards. Pure. */
export type Migration = (row: Row) => Row;

/**
 * The way from each version to the next, by the version that it begins at.
 * Whoever changes the form of a row raises `rowVersion`, adds the step here, and keeps a real row of the old form in
 * `test/golden/history`.
 */
const steps: Readonly<Record<number, Migration>> = { 1: withPurpose };

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

/** The end of the address that version 1 asked whether a key is good. */
const checkEnd = '/api/jobs/00000000-0000-0000-0000-000000000000';

/** Version 1 did not say what a run was for. Its key checks are known by their address, and explained a 404 as a loss. */
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
