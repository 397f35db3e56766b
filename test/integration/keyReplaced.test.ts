import assert from 'node:assert/strict';
import type { JoboExplorerApi } from '../../src/api';
import { keyProbe } from '../../src/core/run/keyProbe';
import { commands } from '../../src/names';
import { answer, startFaultServer, type FaultServer } from '../support/faultServer';
import { answerInput, hearMessages, restoreAll } from './pressing';
import { activate, cleanUp, collect, makeKey, run, runsOf, until, useProfile } from './support';

const zeroId = keyProbe.path['id'] ?? assert.fail();
const address = `/api/jobs/${zeroId}`;
const byHand = { operationId: 'getJob', path: { id: zeroId } };
const name = 'Key checks';

describe('a key check whose key is another one meanwhile', () => {
  let api: JoboExplorerApi;
  let server: FaultServer;
  let said: readonly string[];
  let old: string;
  const hangs = () => undefined;

  before(async () => {
    api = await activate();
  });
  beforeEach(async () => {
    server = await startFaultServer();
    said = hearMessages();
    old = makeKey();
    await useProfile(name, server.origin, old);
  });
  afterEach(async () => {
    restoreAll();
    await cleanUp();
    await server.close();
  });

  const keys = () => server.seen.map(({ headers }) => headers['x-api-key']);
  const began = (count = 1) => until('the request', () => server.seen.length === count);
  /** The check that goes on while `work` is done, and whatever else ran until it had ended. */
  const checkedWhile = (work: () => Promise<unknown>) =>
    runsOf(api, async () => {
      const checking = run(commands.checkApiKey);
      await began();
      await work();
      await checking;
    });

  it('is cancelled while its answer hangs, and nothing is said of it', async () => {
    server.on(address, hangs);
    const [first] = await checkedWhile(() => run(commands.setApiKey, makeKey()));
    assert.equal(first?.outcome.kind, 'cancelled');
    assert.equal(first.purpose, 'keyCheck');
    assert.deepEqual(said, []);
    assert.deepEqual(keys(), [old]);
  });

  it('leaves the word to the check of the new one', async () => {
    server.on(address, hangs, answer(404));
    const fresh = makeKey();
    answerInput(fresh);
    const runs = await checkedWhile(() => run(commands.setApiKey));
    assert.deepEqual(
      runs.map(({ outcome }) => outcome.kind),
      ['cancelled', 'answered'],
    );
    assert.deepEqual(keys(), [old, fresh]);
    assert.deepEqual(said, [`The key of ${name} works. Checking it was free.`]);
  });

  it('is cancelled where the key is removed', async () => {
    server.on(address, hangs);
    const [first] = await checkedWhile(() => run(commands.removeApiKey));
    assert.equal(first?.outcome.kind, 'cancelled');
    assert.deepEqual(said, []);
  });

  it('is cancelled in the wait for its next attempt, which no other key takes over', async () => {
    server.on(address, answer(503, { 'Retry-After': '20' }), answer(401));
    const { seen, stop } = collect(api);
    const checking = run(commands.checkApiKey);
    await until('the wait', () => seen.some(({ outcome }) => outcome.kind === 'waiting'));
    await run(commands.setApiKey, makeKey());
    await checking;
    stop();
    const last = seen.at(-1) ?? assert.fail('nothing ran');
    assert.deepEqual(last.outcome, { kind: 'cancelled', sent: false });
    assert.ok(!('keyChanged' in last));
    assert.deepEqual(keys(), [old]);
    assert.deepEqual(said, []);
  });

  it('says nothing either where it is the person who cancels it', async () => {
    server.on(address, hangs);
    const [first] = await checkedWhile(() => run(commands.cancel));
    assert.equal(first?.outcome.kind, 'cancelled');
    assert.deepEqual(said, []);
  });

  it('is cancelled where it was sent again from History, too', async () => {
    server.on(address, answer(404), hangs);
    const [first] = await runsOf(api, () => run(commands.checkApiKey));
    const [again] = await runsOf(api, async () => {
      const sending = run(commands.sendAgain, first?.id);
      await began(2);
      await run(commands.setApiKey, makeKey());
      await sending;
    });
    assert.equal(again?.outcome.kind, 'cancelled');
  });

  it('goes on where the same key is stored again, or that of another profile changes', async () => {
    let reply: () => void = () => assert.fail('nothing was asked');
    server.on(address, (socket, seen) => (reply = () => answer(404)(socket, seen, 0)));
    const [first] = await checkedWhile(async () => {
      await run(commands.setApiKey, old);
      await useProfile('Key checks, other', server.origin, makeKey());
      await run(commands.setApiKey, makeKey());
      reply();
    });
    assert.deepEqual(first?.outcome, { kind: 'answered', status: 404 });
    assert.deepEqual(said, [`The key of ${name} works. Checking it was free.`]);
  });

  it('ends no other run: a person’s own goes on with the key that it had', async () => {
    let reply: () => void = () => assert.fail('nothing was asked');
    server.on(address, (socket, seen) => (reply = () => answer(401)(socket, seen, 0)));
    const sending = api.send(byHand);
    await began();
    await run(commands.setApiKey, makeKey());
    reply();
    const { outcome } = await sending;
    assert.deepEqual(outcome, { kind: 'answered', status: 401 });
  });
});
