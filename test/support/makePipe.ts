import { execFileSync } from 'node:child_process';

/** A pipe in the place of a file: whoever opens it to read waits for somebody who writes. Not where there are none. */
export function makePipe(file: string): boolean {
  if (process.platform === 'win32') return false;
  execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', file]);
  return true;
}
