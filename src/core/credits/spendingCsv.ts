import type { LedgerEntry } from './ledgerEntry';

const columns = [
  'at',
  'profile',
  'operation',
  'estimated',
  'charged',
  'state',
  'rows',
  'balance',
  'run',
] as const;

/**
 * CSV (RFC 4180 section 2) with a line per run, oldest first. Credits have a decimal point; unknown cells are empty.
 */
export function spendingCsv(entries: readonly LedgerEntry[]): string {
  const lines = [...entries]
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ at, profile, operationId, estimated, charged, state, rows, balance, id }) =>
      [at, profile, operationId, estimated, charged, state, rows, balance, id].map(cell).join(','),
    );
  return [columns.join(','), ...lines, ''].join('\r\n');
}

function cell(value: string | number | undefined): string {
  if (value === undefined || typeof value === 'number') return String(value ?? '');
  // A spreadsheet would take a name that begins like this for a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
