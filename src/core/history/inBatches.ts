import type { KeptRun } from './historyStore';
import { rowText } from './rowText';

/** The most runs in a batch: few, so that it is soon empty when its runs are forgotten one by one. */
const mostRuns = 100;
/** The most bytes of rows in a batch that has several. */
const mostText = 4 * 1024 * 1024;

/** Divides runs into batches; each batch shares a file. */
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
