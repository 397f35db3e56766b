import assert from 'node:assert/strict';
import type { LookupFunction } from 'node:net';
import type { Behaviour, FaultServer } from '../../support/faultServer';
import { answer, arrived, startFaultServer } from '../../support/faultServer';
import { faults as matrix } from '../../support/matrix/faults';
import {
  creatingOperation,
  keyedOperation,
  makeTransport,
  run,
  spendingOperation,
} from '../../support/runs';

interface Fault {
  readonly behaviour: Behaviour;
  /** The server may have done the work although no good answer came. */
  readonly risky: boolean;
}

const statuses = [200, 201, 301, 400, 401, 402, 403, 404, 408, 409, 425, 429, 500, 502, 503, 504];
const unknowing = [408, 425, 502, 504];

/** What the server may do with a POST: every status of the table, and every fault of the matrix. */
const faults: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(
    statuses.map(status => [
      `answers ${status}`,
      { behaviour: answer(status), risky: unknowing.includes(status) },
    ]),
  ),
  'answers 429 with a time': {
    behaviour: answer(429, { 'Retry-After': '1' }),
    risky: false,
  },
  ...Object.fromEntries(matrix.map(({ name, behaviour }) => [name, { behaviour, risky: true }])),
};
const names = Object.keys(faults);
/** How often a name is not found before it is; more than three times ends a run that sent nothing. */
const lost = 'a name that is not found';

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('a soak', () => {
  let server: FaultServer;
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown): void => {
    rejections.push(reason);
  };
  before(async () => {
    server = await startFaultServer();
    process.on('unhandledRejection', onRejection);
  });
  after(async () => {
    process.off('unhandledRejection', onRejection);
    await server.close();
  });

  it('1,000 runs with random faults: as many POSTs as rows that were sent, and none after what may have worked', async () => {
    const random = generator(20_261_123);
    /** By host: how many look-ups of it fail. */
    const failing = new Map<string, number>();
    const lookup: LookupFunction = (host, { all }, callback) => {
      const left = failing.get(host) ?? 0;
      failing.set(host, left - 1);
      if (left > 0) callback(Object.assign(new Error(host), { code: 'ENOTFOUND' }), '');
      else if (all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
      else callback(null, '127.0.0.1', 4);
    };
    const transport = makeTransport({ lookup });
    const counts = new Map<string, number>([...names, lost].map(name => [name, 0]));
    const count = (name: string, times = 1): void => {
      counts.set(name, (counts.get(name) ?? 0) + times);
    };
    const ends = new Map<string, number>();
    let posts = 0;
    const one = async (index: number): Promise<void> => {
      const target = `/soak${index}`;
      // The first in turn, so that each has its runs; what follows by chance.
      const script = Array.from(
        { length: 10 },
        (_, nth) => names[nth === 0 ? index % names.length : Math.floor(random() * names.length)]!,
      );
      const operation = [spendingOperation, creatingOperation, keyedOperation][index % 3]!;
      server.on(target, ...script.map(name => faults[name]!.behaviour));
      // Every tenth run has a host of its own, which is not found at first.
      const failures = index % 10 === 0 ? 1 + Math.floor(random() * 5) : 0;
      const host = failures > 0 ? `soak${index}.test` : '127.0.0.1';
      failing.set(host, failures);
      const origin = `http://${host}:${server.port}`;
      const limits = { connect: 5_000, firstByte: 300, idleBody: 300, whole: 800 };
      const result = await run({ transport, origin, target, operation, limits });
      const sent = result.attempts.filter(attempt => attempt.sent).length;
      const seen = await arrived(server, target, sent);
      assert.ok(seen.every(({ method }) => method === 'POST'));
      const played = script.slice(0, seen.length);
      for (const name of played) count(name);
      count(lost, result.attempts.filter(({ error }) => error === 'dns').length);
      assert.equal(sent, seen.length, target);
      assert.ok(
        !played.slice(0, -1).some(name => faults[name]!.risky),
        `${target} ${played.join()}`,
      );
      if (operation === creatingOperation) {
        assert.ok(!played.slice(0, -1).includes('answers 500'));
      }
      posts += sent;
      const { outcome } = result;
      const end = 'stopped' in outcome ? `${outcome.kind}, ${outcome.stopped}` : outcome.kind;
      ends.set(end, (ends.get(end) ?? 0) + 1);
    };
    // Fifty at a time: where one ends, the next begins.
    let next = 0;
    const oneAfterTheOther = async (): Promise<void> => {
      while (next < 1_000) await one(next++);
    };
    await Promise.all(Array.from({ length: 50 }, oneAfterTheOther));
    await transport.close();
    assert.equal(server.seen.length, posts);
    assert.deepEqual(rejections, []);
    for (const [name, times] of counts) assert.ok(times >= 20, `${name} only ${times} times`);
    console.table(Object.fromEntries([...counts, ...ends]));
  }).timeout(120_000);
});
