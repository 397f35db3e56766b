import * as fs from 'node:fs';

interface Report {
  readonly stats: { readonly passes: number };
  readonly failures: readonly unknown[];
  readonly pending: readonly unknown[];
}

/** Writes several reports of mocha's JSON reporter as one; nothing where one of them is missing: then a run broke off. */
export function mergeReports(files: readonly string[], target: string): void {
  if (!files.every(file => fs.existsSync(file))) return;
  const reports = files.map(file => JSON.parse(fs.readFileSync(file, 'utf8')) as Report);
  const merged: Report = {
    stats: { passes: reports.reduce((sum, { stats }) => sum + stats.passes, 0) },
    failures: reports.flatMap(({ failures }) => failures),
    pending: reports.flatMap(({ pending }) => pending),
  };
  fs.writeFileSync(target, JSON.stringify(merged, undefined, 2));
}
