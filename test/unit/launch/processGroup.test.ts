import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { run } from '../../launch/processGroup.mjs';

const node = (script: string, timeoutMs?: number) =>
  run(process.execPath, ['-e', script], { stdout: 'ignore', ...(timeoutMs && { timeoutMs }) });

describe('processGroup', () => {
  it('tells the exit code', async () => {
    assert.deepEqual(await node('process.exit(3)'), { code: 3 });
    assert.deepEqual(await node(''), { code: 0 });
  });

  it('tells the signal, never as success', async () => {
    const ended = await node('process.kill(process.pid, "SIGKILL")');
    assert.deepEqual(ended, { code: 1, signal: 'SIGKILL' });
  });

  it('ends what takes too long', async () => {
    const ended = await node('setInterval(() => {}, 1000)', 300);
    assert.deepEqual(ended, { code: 1, signal: 'SIGTERM' });
  });

  it('says 127 for a program that is not there', async () => {
    assert.deepEqual(await run('/nowhere/program', []), { code: 127 });
  });

  it('ends what the program left behind', async () => {
    // the grandchild would hold its connection for ever
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const grandchild = `require('node:net').connect(${port}, '127.0.0.1')`;
    const ended = node(`
      require('node:child_process')
        .spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'ignore' })
        .unref();
      setTimeout(() => process.exit(0), 1500);`);
    const [socket] = await connected;
    const closed = new Promise(resolve => socket.on('error', () => undefined).on('close', resolve));
    socket.resume();
    assert.deepEqual(await ended, { code: 0 });
    await closed;
    server.close();
  });
});
