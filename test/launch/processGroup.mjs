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

export function run(command, args, { cwd, env, stdout = 'inherit', timeoutMs } = {}) {
  const shell = windows && !command.endsWith('.exe');
  const child = spawn(shell ? quoted(command) : command, shell ? args.map(quoted) : args, {
    cwd,
    env: { ...process.env, ...env },
    // a background group that reads from the terminal would be stopped by it
    stdio: ['ignore', stdout, 'inherit'],
    detached: !windows,
    shell,
  });
  running.add(child);
  return new Promise(resolve => {
    const timer = timeoutMs && setTimeout(() => end(child), timeoutMs);
    const finish = outcome => {
      clearTimeout(timer);
      if (child.pid) kill(child, 'SIGKILL');
      running.delete(child);
      resolve(outcome);
    };
    child.once('error', error => {
      console.error(`${command} cannot be started: ${error.message}`);
      finish({ code: 127 });
    });
    child.once('exit', (code, signal) => finish({ code: code ?? 1, ...(signal && { signal }) }));
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
