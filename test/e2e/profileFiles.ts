import * as fs from 'node:fs';
import * as path from 'node:path';

export interface ProfileFile {
  /** Relative to the profile's folder, with `/`. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Every file under the folder; one that goes away meanwhile is left out. */
export function* readFiles(directory: string): Generator<ProfileFile> {
  for (const entry of fs.readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = tryRead(file);
    if (bytes) yield { name: path.relative(directory, file).split(path.sep).join('/'), bytes };
  }
}

function tryRead(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

/** The newest file of that name under the folder, as text. */
export function readNewest(directory: string, name: string): string | undefined {
  const times = fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name === name)
    .map(entry => path.join(entry.parentPath, entry.name))
    .map(file => ({ file, time: fs.statSync(file).mtimeMs }));
  const newest = times.sort((a, b) => b.time - a.time)[0];
  return newest && fs.readFileSync(newest.file, 'utf8');
}
