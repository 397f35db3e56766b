// Programs started as process groups of their own, so that whatever they start in turn ends with them.
import { spawn, spawnSync } from 'node:child_process';

const windows = process.platform === 'win32';
const running = new Set();
const lastOutputMs = 5_000;

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
      child.stdout?.destroy();
      child.stderr?.destroy();
      signal?.removeEventListener('abort', stop);
      if (child.pid) kill(child, 'SIGKILL');
      running.delete(child);
      resolve(outcome);
    };
    child.once('error', error => {
      (print ?? console.error)(`${command} cannot be started: ${error.message}\n`);
      finish({ code: 127 });
    });
    child.once('exit', (code, by) => {
      kill(child, 'SIGKILL');
      const ended = () => finish({ code: code ?? 1, ...(by && { signal: by }) });
      // The last of its output is still to come. Whoever left the group may hold it open for ever.
      child.once('close', ended);
      setTimeout(ended, lastOutputMs).unref();
    });
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
      if (asked) process.exit(130); // at once: what runs is ended on exit
      asked = true;
      for (const child of running) end(child);
      listener(signal);
    });
  }
  process.on('exit', () => {
    for (const child of running) kill(child, 'SIGKILL');
  });
}
