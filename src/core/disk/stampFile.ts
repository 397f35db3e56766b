import { statSync } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ChangeStamp } from '../kept/changeStamp';
import { absent, codeOf } from './absent';

/**
 * A stamp that all windows share. Each change adds one byte to the file, so that two changes within a tick of the disk's
 * clock differ, too.
 */
export function stampFile(file: string): ChangeStamp {
  const add = () => appendFile(file, '.', { mode: 0o600 });
  return {
    // One look takes some microseconds. Waiting for a thread to take it was a tenth of a whole request.
    read() {
      try {
        const { size, mtimeNs, ino } = statSync(file, { bigint: true });
        return `${size} ${mtimeNs} ${ino}`;
      } catch (failure) {
        return codeOf(failure) === 'ENOENT' ? 'never' : undefined;
      }
    },
    change: () =>
      add().catch(async (failure: unknown) => {
        absent(failure);
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        await add();
      }),
  };
}
