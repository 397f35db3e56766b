import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseEntry, type LedgerEntry } from '../../src/core/credits/ledgerEntry.js';
import { isSettled } from '../../src/core/exchange.js';
import { parseBatch } from '../../src/core/disk/batches.js';
import { parseRow, type HistoryRow } from '../../src/core/history/row.js';

/** What lies in the extension's folder, and what of it nobody can read. */
export interface Storage {
  readonly rows: readonly HistoryRow[];
  readonly entries: readonly LedgerEntry[];
  readonly running: readonly string[];
  /** Names of files, with the line in one of several lines. */
  readonly torn: readonly string[];
  /** Drafts of files that a killed process has left. */
  readonly drafts: readonly string[];
}

export function readStorage(folder: string): Storage {
  const history = filesIn(path.join(folder, 'history'));
  const rows: HistoryRow[] = [];
  const entries: LedgerEntry[] = [];
  const torn: string[] = [];
  for (const { name, text } of history) {
    const read = name.endsWith('.batch') ? parseBatch(text()).map(({ row }) => row) : [];
    const row = name.endsWith('.json') ? parseRow(text()) : undefined;
    rows.push(...read, ...(row ? [row] : []));
    if (name.endsWith('.json') ? !row : name.endsWith('.batch') && read.length === 0)
      torn.push(name);
  }
  for (const { name, text } of filesIn(path.join(folder, 'spending'))) {
    const lines = text().split('\n');
    // A whole file ends with the end of a line.
    if (lines.pop() !== '') torn.push(`${name}, its last line`);
    for (const [nth, line] of lines.entries()) {
      const entry = parseEntry(line);
      if (entry) entries.push(entry);
      else torn.push(`${name}, line ${nth + 1}`);
    }
  }
  const running = rows.filter(({ exchange }) => !isSettled(exchange));
  return {
    rows,
    entries,
    torn,
    running: running.map(({ exchange }) => `${exchange.id} ${exchange.outcome.kind}`),
    drafts: history.filter(({ name }) => name.endsWith('.part')).map(({ name }) => name),
  };
}

function filesIn(folder: string) {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return names.map(name => ({
    name,
    text: () => fs.readFileSync(path.join(folder, name), 'utf8'),
  }));
}
