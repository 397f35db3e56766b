import assert from 'node:assert/strict';
import { isGood, isKeyGood, isUse, type Exchange } from '../../../src/core/exchange';
import { parseRow } from '../../../src/core/history/row';
import { keyProbe } from '../../../src/core/run/keyProbe';
import type { Sandbox } from '../../../src/sandbox/server';
import { startSandbox } from '../../support/sandbox';
import { row } from '../history/rows';
import { filesOf, harness, type Harness } from './harness';

describe('the purpose of a run', () => {
  let sandbox: Sandbox;
  let parts: Harness;
  before(async () => {
    sandbox = await startSandbox();
    const keys: Readonly<Record<string, string>> = sandbox.keys;
    parts = await harness(profile =>
      profile === 'none' ? 'noKey' : { origin: sandbox.url, key: keys[profile] },
    );
  });
  after(async () => {
    await parts.close();
    await sandbox.stop();
    assert.deepEqual(parts.failures, []);
  });

  const check = (profile: string, signal?: AbortSignal) =>
    parts.explorer.run(keyProbe, { profile, purpose: 'keyCheck', signal });

  it('is told at each of its steps, and kept', async () => {
    const from = parts.published.length;
    const run = await check('good');
    const told = parts.published.slice(from);
    assert.ok(told.length >= 2);
    assert.deepEqual([...new Set(told.map(({ purpose }) => purpose))], ['keyCheck']);
    assert.deepEqual(parts.history.get(run.id)?.exchange, run);
    await parts.history.flush();
    const texts = await filesOf(parts.folder);
    const line = texts.flatMap(({ text }) => text.split('\n')).find(each => each.includes(run.id));
    assert.equal(parseRow(line ?? '')?.exchange.purpose, 'keyCheck');
  });

  it('makes a 404 the good answer, with nothing to mend', async () => {
    const run = await check('good');
    assert.deepEqual(run.outcome, { kind: 'answered', status: 404 });
    assert.equal(run.diagnosis, undefined);
    assert.ok(isGood(run) && isKeyGood(run) && !isUse(run));
  });

  it('explains a key that is rejected, and one that is missing', async () => {
    const rejected = await check('revoked');
    assert.equal(rejected.diagnosis?.code, 'keyRejected');
    const missing = await check('none');
    assert.deepEqual(missing.outcome, { kind: 'refused', reason: 'noKey' });
    for (const run of [rejected, missing]) {
      assert.equal(run.purpose, 'keyCheck');
      assert.ok(!isGood(run) && !isKeyGood(run));
    }
  });

  it('is of a run that ended before it began, too', async () => {
    const run = await check('good', AbortSignal.abort());
    assert.deepEqual([run.outcome.kind, run.purpose], ['cancelled', 'keyCheck']);
  });

  it('is none where a person asks for the same job', async () => {
    const run = await parts.explorer.run(keyProbe, { profile: 'good' });
    assert.ok(!('purpose' in run) && isUse(run) && !isGood(run) && !isKeyGood(run));
    assert.equal(run.diagnosis?.code, 'notFound');
  });

  it('is good by a 404 alone, whatever came behind it', () => {
    const of = (outcome: Exchange['outcome']) => ({ purpose: 'keyCheck', outcome }) as const;
    assert.ok(isGood(of({ kind: 'answered', status: 404, damaged: 'connectionLost' })));
    for (const status of [200, 204, 400, 401, 403, 500])
      assert.ok(!isGood(of({ kind: 'answered', status })), String(status));
    assert.ok(!isGood(of({ kind: 'cancelled', sent: true })));
  });

  it('that is no word is no row', () => {
    const kept = row('a');
    const withPurpose = (purpose: unknown) =>
      parseRow(JSON.stringify({ ...kept, exchange: { ...kept.exchange, purpose } }));
    assert.equal(withPurpose('keyCheck')?.exchange.purpose, 'keyCheck');
    for (const odd of [5, null, {}, ['keyCheck']]) assert.equal(withPurpose(odd), undefined);
  });
});
