import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { run } from '../../launch/processGroup.mjs';

const node = (script: string, signal?: AbortSignal) =>
  run(process.execPath, ['-e', script], { stdout: 'ignore', ...(signal && { signal }) });

describe('processGroup', () => {
  it('tells the exit code', async () => {
    assert.deepEqual(await node('process.exit(3)'), { code: 3 });
    assert.deepEqual(await node(''), { code: 0 });
  });

  it('tells the signal, never as success', async () => {
    const ended = await node('process.kill(process.pid, "SIGKILL")');
    assert.deepEqual(ended, { code: 1, signal: 'SIGKILL' });
  });

  it('ends what it is told to end, also where it was told before', async () => {
    for (const signal of [AbortSignal.timeout(300), AbortSignal.abort()]) {
      const ended = await node('setInterval(() => {}, 1000)', signal);
      assert.deepEqual(ended, { code: 1, signal: 'SIGTERM' });
    }
  });

  it('hands on all that the program prints', async () => {
    let printed = '';
    const script = 'console.log("ü".repeat(1e5)); console.error("!")';
    const print = (text: string) => void (printed += text);
    const env = { NODE_NO_WARNINGS: '1' };
    assert.deepEqual(await run(process.execPath, ['-e', script], { print, env }), { code: 0 });
    assert.equal(printed.replace('!\n', ''), `${'ü'.repeat(1e5)}\n`);
  });

  it('says 127 for a program that is not there', async () => {
    assert.deepEqual(await run('/nowhere/program', []), { code: 127 });
  });

  it('waits for no output of what has left the group', async () => {
    const sleeper = `setTimeout(() => {}, 60_000)`;
    const script = `
      const { spawn } = require('node:child_process');
      const options = { detached: true, stdio: 'inherit' };
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(sleeper)}], options);
      console.log(child.pid);
      child.unref();`;
    let printed = '';
    const print = (text: string) => void (printed += text);
    try {
      assert.deepEqual(await run(process.execPath, ['-e', script], { print }), { code: 0 });
      process.kill(Number(printed), 0);
    } finally {
      process.kill(Number(printed), 'SIGKILL');
    }
  });

  it('ends what the program left behind', async () => {
    // the grandchild would hold its connection for ever
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const connected = async () => ((await once(server, 'connection')) as [Socket])[0];
    const connect = `require('node:net').connect(${port}, '127.0.0.1')`;
    const first = connected();
    const ended = node(`${connect}.once('data', () => {
      require('node:child_process')
        .spawn(process.execPath, ['-e', ${JSON.stringify(connect)}], { stdio: 'ignore' })
        .unref();
    }).once('end', () => process.exit(0))`);
    const program = await first;
    const second = connected();
    program.write('now');
    const socket = await second;
    const closed = new Promise(resolve => socket.on('error', () => undefined).on('close', resolve));
    socket.resume();
    program.end();
    assert.deepEqual(await ended, { code: 0 });
    await closed;
    server.close();
  });
});
