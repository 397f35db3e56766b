import { stat } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { inPortions } from '../common/inPortions';
import { isTimed } from '../common/timedId';

/**
 * The names of files, the newest first, as far as it can be told: those named after a timed id by their names, the others
 * by when they were written, behind them. Earlier versions named files after ids without a time.
 * @param enough if so many names tell their time, the disk is not asked about the others
 */
export async function newestFiles(
  folder: string,
  names: readonly string[],
  enough: number,
): Promise<readonly string[]> {
  const known = names.filter(isTimed).sort().reverse();
  const others = names.filter(name => !isTimed(name));
  return [...known, ...(known.length < enough ? await byWriting(folder, others) : others)];
}

/** Those that were written last first; one that is gone comes last. */
async function byWriting(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const files = await inPortions(names, async name => ({
    name,
    at: await stated(`${folder}${path.sep}${name}`).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  }));
  return files.sort((a, b) => b.at - a.at).map(({ name }) => name);
}

// Thousands of files are looked at while somebody waits: `fs/promises` takes three times as long.
const stated = promisify(stat);
