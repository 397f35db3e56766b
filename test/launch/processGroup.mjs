// Programs started as process groups of their own, so that whatever they start in turn ends with them.
import { spawn, spawnSync } from 'node:child_process';

const windows = process.platform === 'win32';
const running = new Set();

function kill(child, signal) {
  try {
    if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, signal);
  } catch {
    // the group has gone already
  }
}

// cmd.exe gets one line; everywhere else the arguments go over as they are.
const quoted = text => `"${text.replaceAll('"', '""')}"`;

export function run(command, args, { cwd, env, stdout = 'inherit', print, signal } = {}) {
  const shell = windows && !command.endsWith('.exe');
  const child = spawn(shell ? quoted(command) : command, shell ? args.map(quoted) : args, {
    cwd,
    env: { ...process.env, ...env },
    // a background group that reads from the terminal would be stopped by it
    stdio: ['ignore', print ? 'pipe' : stdout, print ? 'pipe' : 'inherit'],
    detached: !windows,
    shell,
  });
  running.add(child);
  for (const stream of print ? [child.stdout, child.stderr] : []) {
    stream.setEncoding('utf8').on('data', print);
  }
  return new Promise(resolve => {
    const stop = () => end(child);
    signal?.addEventListener('abort', stop);
    const finish = outcome => {
      signal?.removeEventListener('abort', stop);
      if (child.pid) kill(child, 'SIGKILL');
      running.delete(child);
      resolve(outcome);
    };
    child.once('error', error => {
      (print ?? console.error)(`${command} cannot be started: ${error.message}\n`);
      finish({ code: 127 });
    });
    // What it leaves behind may hold its output open; that ends with the group.
    child.once('exit', () => kill(child, 'SIGKILL'));
    child.once('close', (code, by) => finish({ code: code ?? 1, ...(by && { signal: by }) }));
    if (signal?.aborted) stop();
  });
}

function end(child) {
  kill(child, 'SIGTERM');
  setTimeout(() => kill(child, 'SIGKILL'), 8_000).unref();
}

export function onInterrupt(listener) {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // asked twice: at once
      for (const child of running) asked ? kill(child, 'SIGKILL') : end(child);
      if (!asked) listener(signal);
      asked = true;
    });
  }
  process.on('exit', () => {
    for (const child of running) kill(child, 'SIGKILL');
  });
}
