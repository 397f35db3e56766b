import type { KeptRun } from './historyStore';
import { rowText } from './rowText';

/** Few enough that a batch is soon empty again once its runs are forgotten one by one. */
const mostRuns = 100;
/** In bytes, of the rows in one batch that has several. */
const mostText = 4 * 1024 * 1024;

/** Runs as they share files. */
export function inBatches(runs: readonly KeptRun[]): readonly (readonly KeptRun[])[] {
  const parts: KeptRun[][] = [];
  let size = 0;
  for (const run of runs) {
    const length = Buffer.byteLength(rowText(run.row, text => text));
    const part = parts.at(-1);
    const fits = part && part.length < mostRuns && size + length <= mostText;
    size = fits ? size + length : length;
    if (fits) part.push(run);
    else parts.push([run]);
  }
  return parts;
}
