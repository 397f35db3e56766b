import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Behaviour, FaultServer } from '../../support/faultServer';
import {
  answer,
  head,
  raw,
  rawThenEnd,
  rawThenReset,
  silence,
  startFaultServer,
} from '../../support/faultServer';
import {
  creatingOperation,
  keyedOperation,
  makeTransport,
  run,
  spendingOperation,
} from '../../support/runs';

const cut = gzipSync('{"a":1}').subarray(0, 12);

/** What the server may do with a POST, and whether it may have done the work when no good answer came. */
const faults: Readonly<Record<string, { readonly behaviour: Behaviour; readonly risky: boolean }>> =
  {
    ok: { behaviour: answer(200), risky: false },
    created: { behaviour: answer(201), risky: false },
    badRequest: { behaviour: answer(400), risky: false },
    noCredits: { behaviour: answer(402), risky: false },
    limited: { behaviour: answer(429, { 'Retry-After': '1' }), risky: false },
    serverError: { behaviour: answer(500), risky: false },
    maintenance: { behaviour: answer(503), risky: false },
    gateway: { behaviour: answer(502), risky: true },
    gatewayTimeout: { behaviour: answer(504), risky: true },
    reset: { behaviour: rawThenReset(), risky: true },
    close: { behaviour: rawThenEnd(), risky: true },
    silence: { behaviour: silence, risky: true },
    stall: { behaviour: raw(head(200, { 'Content-Length': '9' }), 'x'), risky: true },
    truncated: { behaviour: rawThenEnd(head(200, { 'Content-Length': '9' }), 'x'), risky: true },
    damaged: { behaviour: answer(200, { 'Content-Encoding': 'gzip' }, cut), risky: true },
    noise: { behaviour: raw('SSH-2.0\r\n'), risky: true },
  };
const names = Object.keys(faults);

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

  it('1,000 runs with random faults: as many POSTs as rows, and none after what may have worked', async function () {
    this.timeout(120_000);
    const random = generator(20_261_123);
    const transport = makeTransport();
    const counts = new Map<string, number>(names.map(name => [name, 0]));
    const ends = new Map<string, number>();
    let attempts = 0;
    const one = async (index: number): Promise<void> => {
      const target = `/soak${index}`;
      const script = Array.from({ length: 10 }, () => names[Math.floor(random() * names.length)]!);
      const operation = [spendingOperation, creatingOperation, keyedOperation][index % 3]!;
      server.on(target, ...script.map(name => faults[name]!.behaviour));
      // Long enough that a busy machine's server reads the request before its client gives up.
      const limits = { connect: 5_000, firstByte: 600, idleBody: 600, whole: 10_000 };
      const result = await run({ transport, origin: server.origin, target, operation, limits });
      const seen = server.seen.filter(each => each.target === target);
      const played = script.slice(0, seen.length);
      for (const name of played) counts.set(name, (counts.get(name) ?? 0) + 1);
      assert.equal(result.attempts.length, seen.length, target);
      assert.ok(
        !played.slice(0, -1).some(name => faults[name]!.risky),
        `${target} ${played.join()}`,
      );
      if (operation === creatingOperation) assert.ok(!played.slice(0, -1).includes('serverError'));
      attempts += seen.length;
      const { outcome } = result;
      const end = 'stopped' in outcome ? `${outcome.kind}, ${outcome.stopped}` : outcome.kind;
      ends.set(end, (ends.get(end) ?? 0) + 1);
    };
    for (let from = 0; from < 1_000; from += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, n) => one(from + n)));
    }
    await transport.close();
    assert.equal(server.seen.length, attempts);
    assert.deepEqual(rejections, []);
    for (const [name, count] of counts) assert.ok(count >= 20, `${name} only ${count} times`);
    console.table(Object.fromEntries([...counts, ...ends]));
  });
});
