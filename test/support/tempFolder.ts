import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Called in a suite: a new folder for each of its cases, gone after the case. The path is there once the case begins. */
export function tempFolder(): () => string {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-test-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));
  return () => folder;
}
