import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const canPin = spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;

/** A bundle in a process of its own, on one core if that is wanted and the system can do it; resolves with its first message. */
export async function start(
  core: 0 | 1 | 'any',
  bundle: string,
  args: readonly string[],
): Promise<{ readonly child: ChildProcess; readonly first: unknown }> {
  const node = [process.execPath, bundle, ...args];
  const isPinned = canPin && core !== 'any';
  const [command = '', ...rest] = isPinned ? ['taskset', '-c', String(core), ...node] : node;
  const child = spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return { child, first: await answer(child) };
}

/** The next message; rejects where the process ends instead. */
export function answer(child: ChildProcess): Promise<unknown> {
  const stop = new AbortController();
  const { signal } = stop;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error(`A process ended: ${child.spawnargs.slice(-4).join(' ')}`);
  });
  const told = once(child, 'message', { signal }).then(([message]): unknown => message);
  return Promise.race([told, ended]).finally(() => {
    stop.abort();
    ended.catch(() => undefined);
  });
}
