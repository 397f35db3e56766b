import assert from 'node:assert/strict';
import { realWorld } from '../../../src/core/common/world';
import { answer } from '../../support/faultServer';
import { instantWorld, keyedOperation, run, textOf, timeline } from '../../support/runs';
import { servedTransport } from '../../support/servedTransport';

describe('a run', () => {
  const served = servedTransport();

  const seenAt = (target: string): number =>
    served.server.seen.filter(each => each.target === target).length;
  const limited = (seconds: number) => answer(429, { 'Retry-After': String(seconds) });
  const ok = answer(200, {}, '{"ok":true}');

  it('keeps the body of the last answer and tells every wait', async () => {
    served.server.on(
      '/told',
      answer(500, {}, 'first'),
      answer(500, {}, 'second'),
      answer(404, {}, 'third'),
    );
    const result = await run({ ...served.parts, target: '/told' });
    assert.equal(textOf(result), 'third');
    const told = result.reports.map(
      ({ attempts, outcome }) => `${attempts.length} ${outcome.kind}`,
    );
    assert.deepEqual(told, [
      '0 running',
      '1 waiting',
      '1 running',
      '2 waiting',
      '2 running',
      '3 answered',
    ]);
    const [, first] = result.reports;
    assert.ok(first?.outcome.kind === 'waiting');
    assert.equal(first.outcome.next, 2);
    assert.equal(first.outcome.of, 5);
    assert.equal(first.outcome.status, 500);
    assert.equal(first.outcome.ms, 1_000);
  });

  it('sends the same body and the same idempotency key every time', async () => {
    served.server.on('/keyed', answer(500), answer(500), ok);
    await run({ ...served.parts, target: '/keyed', operation: keyedOperation });
    const seen = served.server.seen.filter(each => each.target === '/keyed');
    assert.equal(seen.length, 3);
    for (const each of seen) {
      assert.equal(each.headers['idempotency-key'], 'same');
      assert.equal(each.body.toString(), '{"q":1}');
    }
  });

  it('schedules a wait that is too long to be silent, and never sends before it', async () => {
    served.server.on('/long', limited(4_000_000), ok);
    const world = instantWorld();
    const result = await run({ ...served.parts, target: '/long', world });
    assert.equal(timeline(result), '1 429 waited 4000000000 ms (server)\n2 200\nanswered');
    assert.equal(result.reports[1]?.outcome.kind, 'scheduled');
    assert.deepEqual(world.waits, [{ ms: 4_000_000_000, reason: 'server' }]);
  });

  it('sends now when told so', async () => {
    served.server.on('/now', limited(200), ok);
    const world = { ...instantWorld(), wait: () => new Promise<void>(() => undefined) };
    const result = await run({
      ...served.parts,
      target: '/now',
      world,
      onWait: ({ sendNow }) => setImmediate(sendNow),
    });
    assert.equal(result.outcome.kind, 'answered');
    assert.equal(seenAt('/now'), 2);
  });

  it('really waits, and not a millisecond too short', async () => {
    served.server.on('/real', limited(1), answer(503, { 'Retry-After': '0' }), answer(500), ok);
    const result = await run({ ...served.parts, target: '/real', world: realWorld });
    assert.deepEqual(
      result.attempts.map(({ status }) => status),
      [429, 503, 500, 200],
    );
    const [first, second, third, fourth] = served.server.seen.filter(
      each => each.target === '/real',
    );
    assert.ok(second!.at - first!.at >= 1_000);
    assert.ok(third!.at - second!.at < 900);
    assert.ok(fourth!.at - third!.at >= 1_000);
  });

  it('reads the key anew for every attempt', async () => {
    served.server.on('/rotated', answer(500), ok);
    const keys = ['first-key-of-two', 'second-key-of-two'];
    const destination = {
      profile: 'test',
      origin: served.server.origin,
      credential: () => Promise.resolve(keys.shift()),
    };
    await run({ transport: served.transport, target: '/rotated', destination });
    const seen = served.server.seen.filter(each => each.target === '/rotated');
    assert.deepEqual(
      seen.map(each => each.headers['x-api-key']),
      ['first-key-of-two', 'second-key-of-two'],
    );
  });
});
