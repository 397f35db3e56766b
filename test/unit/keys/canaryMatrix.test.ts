import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import type { Exchange } from '../../../src/core/exchange';
import { targetOf } from '../../../src/core/request/build';
import type { Limits, Transport } from '../../../src/core/transport/transport';
import { canary, hits, shown } from '../../support/canary';
import { until } from '../../support/inTime';
import { formsOf } from '../../support/keyForms';
import { limitsOf } from '../../support/matrix/faults';
import { grounds, type Ground } from '../../support/matrix/grounds';
import { instantWorld, makeTransport } from '../../support/runs';
import { filesOf, harness, type Harness } from '../run/harness';
import { draft, operationOf, zeroId } from '../request/drafts';

/** One that is free, one that spends, one that creates. */
const drafts = [
  draft('getJob', { path: { id: zeroId } }),
  draft('searchJobsPost', { body: '{"page_size": 3}' }),
  draft('createProfile', { body: '{"name": "Default"}' }),
];

/** Small, so that a body of some size goes to a temporary file too. */
const caps = { memory: 100_000, file: 1_000_000 };

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('the key, in every row of the fault matrix', () => {
  let parts: Harness;
  let ground: Ground;
  let transport: Transport;
  const ended: Exchange[] = [];
  before(async () => {
    parts = await harness(() => ({ origin: ground.origin, key: canary }), {
      world: instantWorld(),
      transport: () => transport,
    });
  });
  after(() => parts.close());

  /** With the limits of its row: those of the catalog would take half a minute each. */
  const quick = (engine: Ground['engine'], limits: Limits): Transport => {
    const slow = makeTransport({ caps, ...engine });
    return {
      send: (what, to, how) => slow.send(what, to, { ...how, limits }),
      close: () => slow.close(),
    };
  };

  /** All that there is of a run: what was told of it on the way, and its body in memory, in its file and on the way. */
  async function traces({ id }: Exchange) {
    const told = parts.published.filter(exchange => exchange.id === id);
    const held = parts.bodies.held(id);
    return [
      ...told.flatMap(exchange => shown('exchange', exchange)),
      ...shown('row', parts.history.get(id)),
      ...(held ? [{ name: 'body', text: latin1(held.bytes) }] : []),
      ...(held?.file ? [{ name: 'file', text: await fs.readFile(held.file, 'latin1') }] : []),
    ];
  }

  for (const row of grounds) {
    it(row.name, async () => {
      ground = await row.open();
      transport = quick(ground.engine, limitsOf(row.limit));
      const { server, behaviours, seenOnTheWay } = ground;
      for (const each of drafts) {
        const [path = ''] = targetOf(each, operationOf(each.operationId)).split('?');
        server?.on(path, ...behaviours);
      }
      try {
        const from = parts.failures.length;
        const runs = await Promise.all(
          drafts.map(each => parts.explorer.run(each, { profile: 'own' })),
        );
        ended.push(...runs);
        const places = [
          ...(await Promise.all(runs.map(traces))).flat(),
          ...parts.failures.slice(from).flatMap(failure => shown('failure', failure)),
          ...shown('proxy', seenOnTheWay ?? []),
        ];
        assert.ok(places.length > runs.length * 4, 'there is something to search');
        assert.deepEqual(hits(places), []);
        const sent = server?.seen ?? [];
        if (row.reaches) await until(() => sent.length >= drafts.length);
        else assert.equal(sent.length, 0);
        for (const { headers } of sent) assert.equal(headers['x-api-key'], canary);
      } finally {
        await transport.close();
        await ground.close();
      }
    });
  }

  it('was sent back where a row says so, and is hidden there', () => {
    const echoes = ended.filter(({ attempts }) => 'x-echo' in (attempts[0]?.headers ?? {}));
    assert.ok(echoes.length > 0);
    for (const { attempts } of echoes) assert.match(attempts[0]?.headers['x-echo'] ?? '', /\*{20}/);
  });

  it('is in no file of history, where each form of it would be found', async () => {
    await parts.history.flush();
    const files = await filesOf(parts.folder);
    assert.ok(files.length > grounds.length, 'there is something to search');
    assert.deepEqual(hits(files), []);
    const beside = await fs.mkdtemp(`${parts.folder}/marked-`);
    for (const form of formsOf(canary)) {
      await fs.writeFile(`${beside}/marker.body`, `{"x":"${form}"}`, 'latin1');
      assert.deepEqual(hits(await filesOf(beside)), ['marker.body']);
    }
  });

  it('would be found in each trace of a run', async () => {
    const [sample] = ended;
    assert.ok(sample);
    const bytes = Buffer.from(`{"k":"${canary}"}`);
    const id = 'planted';
    const file = `${parts.folder}/planted.body`;
    await fs.writeFile(file, bytes);
    parts.published.push({ ...sample, id, url: canary });
    parts.bodies.keep(id, { bytes, length: bytes.length, file });
    const row = parts.history.get(sample.id);
    assert.ok(row);
    await parts.history.record({ ...row, exchange: { ...sample, id, url: canary } });
    assert.deepEqual(hits(await traces({ ...sample, id })), [
      'exchange, inspected',
      'exchange, as JSON',
      'row, inspected',
      'row, as JSON',
      'body',
      'file',
    ]);
    assert.equal(hits(shown('failure', new Error(canary))).length, 1);
    assert.equal(hits(shown('proxy', [{ login: canary }])).length, 2);
  });
});
