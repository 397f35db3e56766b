import { stat } from 'node:fs/promises';
import path from 'node:path';
import { inPortions } from '../common/inPortions';

/** The names of files, those that were written last first; one that is gone comes last. */
export async function newestFiles(
  folder: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const files = await inPortions(names, async name => ({
    name,
    at: await stat(path.join(folder, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  }));
  return files.sort((a, b) => b.at - a.at).map(({ name }) => name);
}
