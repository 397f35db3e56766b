import * as fs from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import * as v8 from 'node:v8';
import * as vm from 'node:vm';
import type { Measured } from './messages';

/** Promises that were rejected while nobody took care of them. The editor does so a second later, which is too late. */
const rejections: string[] = [];

export function watchRejections(): void {
  process.on('unhandledRejection', reason => {
    rejections.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
  });
}

/** What this extension host holds on to, after everything that can go is gone. */
export async function measure(): Promise<Measured> {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  for (let pass = 0; pass < 4; pass += 1) {
    collect();
    await turn();
  }
  const resources: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
  return {
    heapBytes: process.memoryUsage().heapUsed,
    resources,
    files: fs.readdirSync('/proc/self/fd').length,
    rejections,
  };
}
