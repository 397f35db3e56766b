import assert from 'node:assert/strict';
import { folderStore } from '../../../src/core/disk/folderStore';
import { answer, head, startFaultServer, type FaultServer } from '../../support/faultServer';
import { until } from '../../support/inTime';
import { instantWorld } from '../../support/runs';
import { draft } from '../request/drafts';
import { harness, type Harness } from './harness';

describe('an answer that takes its time', () => {
  let server: FaultServer;
  let parts: Harness;
  before(async () => {
    server = await startFaultServer();
    // Each look at the clock takes a second.
    let seconds = 0;
    const world = { ...instantWorld(), monotonic: () => (seconds += 1_000) };
    parts = await harness(() => ({ origin: server.origin, key: 'k' }), { world });
  });
  after(async () => {
    await parts.close();
    await server.close();
    assert.deepEqual(parts.failures, []);
  });

  it('is told of as it comes in, to whoever looks, and is on no disk', async () => {
    const length = 1_000_000;
    let socket: Parameters<ReturnType<typeof answer>>[0] | undefined;
    server.on('/api/jobs/search', asked => {
      socket = asked;
      asked.write(head(200, { 'Content-Length': String(length) }));
    });
    const told = () =>
      parts.published.flatMap(({ outcome }) =>
        outcome.kind === 'running' && outcome.received ? [outcome.received.bytes] : [],
      );
    const running = parts.explorer.run(draft('searchJobsPost', { body: '{}' }), { profile: 'own' });
    await until(() => socket !== undefined);
    let written = 0;
    const write = (bytes: number) => {
      written += bytes;
      socket?.write('x'.repeat(bytes));
    };
    while (told().length < 3) {
      write(100);
      await new Promise(resolve => setTimeout(resolve, 2));
    }
    write(length - written);
    const { outcome, id } = await running;
    assert.deepEqual(outcome, { kind: 'answered', status: 200 });
    assert.deepEqual(
      [...told()],
      [...told()].sort((a, b) => a - b),
    );
    await parts.history.flush();
    const [row] = await folderStore(parts.folder).readAll();
    assert.equal(row?.exchange.id, id);
    assert.ok(!JSON.stringify(row).includes('received'));
    assert.ok(!JSON.stringify(parts.history.get(id)).includes('received'));
  });

  it('is told of no more once it is over', async () => {
    server.on('/api/jobs/search', answer(200));
    const from = parts.published.length;
    await parts.explorer.run(draft('searchJobsPost', { body: '{}' }), { profile: 'own' });
    const kinds = parts.published.slice(from).map(({ outcome }) => outcome.kind);
    assert.equal(kinds.at(-1), 'answered');
    assert.equal(kinds.filter(kind => kind === 'answered').length, 1);
  });
});
