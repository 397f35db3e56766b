import assert from 'node:assert/strict';
import { scopeOf } from '../../../src/core/retry/sharedLimits';
import {
  hour,
  levels,
  models,
  online,
  places,
  skills,
  sources,
  settled,
  valuesOf,
  type Online,
} from './harness';

const documented = ['ashby', 'workday'];

describe('suggestions from the API', () => {
  let house: Online;
  beforeEach(async () => {
    house = await online();
  });
  afterEach(async () => {
    assert.deepEqual(house.failures, []);
    await house.close();
  });

  it('are asked for once, and then kept for their hours', async () => {
    const { complete, lines, clock } = house;
    const first = await complete(sources, '');
    assert.equal(first.why, undefined);
    assert.ok(first.suggestions.length > 5);
    assert.ok(first.suggestions.every(({ count = 0 }) => count > 0));
    clock.forward(6 * hour - 1);
    assert.deepEqual(await complete(sources, ''), first);
    assert.equal(lines.length, 1);
    clock.forward(1);
    await complete(sources, '');
    assert.equal(lines.length, 2);
  });

  it('are narrowed here where the answer to a shorter text held all there is', async () => {
    const { complete, lines } = house;
    const all = valuesOf(await complete(sources, ''));
    const narrowed = valuesOf(await complete(sources, 'WORK'));
    assert.deepEqual(
      narrowed,
      all.filter(value => value.includes('work')),
    );
    assert.ok(narrowed.length > 0);
    assert.deepEqual(valuesOf(await complete(sources, 'no such source')), []);
    assert.equal(lines.length, 1);
  });

  it('of one list serve every field that it holds values for', async () => {
    const { complete, lines } = house;
    assert.deepEqual(valuesOf(await complete(models, '')).sort(), ['hybrid', 'onsite', 'remote']);
    assert.deepEqual(valuesOf(await complete(levels, 'sen')), ['senior']);
    assert.deepEqual(lines, ['GET /api/connectors/filters 200 0']);
  });

  it('of places wait for two letters, and are asked for anew where narrowing finds none', async () => {
    const { complete, lines } = house;
    assert.deepEqual(await complete(places, 'p'), { suggestions: [], why: 'tooShort' });
    assert.equal(lines.length, 0);
    assert.ok(valuesOf(await complete(places, 'po')).length > 0);
    await complete(places, 'poxx');
    assert.equal(lines.length, 2);
  });

  it('make one request while ten letters are typed', async () => {
    const { vocabulary, profile, clock, lines } = house;
    const typed = 'typescript';
    const calls = Array.from(typed).map((_, index) =>
      vocabulary.suggest(profile, skills, typed.slice(0, index + 1), []),
    );
    for (let turn = 0; turn < 5; turn += 1) await settled();
    assert.equal(clock.waits, 1);
    clock.rest();
    const completions = await Promise.all(calls);
    assert.deepEqual(
      completions.map(({ why }) => why),
      [...Array.from({ length: 9 }, () => 'superseded'), undefined],
    );
    assert.equal(lines.length, 1);
  });

  it('keep to the wait that the API asked for, and show what is kept meanwhile', async () => {
    const { complete, lines, clock, state, sandbox } = house;
    state.key = sandbox.keys.tiny;
    const kept = await complete(sources, '');
    clock.forward(6 * hour);
    for (const text of ['ab', 'cd', 'ef']) await complete(places, text);
    const refused = await complete(places, 'gh');
    assert.deepEqual(refused, { suggestions: [], why: 'held' });
    const sent = lines.length;
    assert.match(lines.at(-1) ?? '', / 429 /);
    clock.forward(1_000);
    const held = await complete(sources, '', documented);
    assert.deepEqual(held, { suggestions: kept.suggestions, why: 'held', ageMs: 6 * hour + 1_000 });
    assert.equal(lines.length, sent);
    clock.forward(61_000);
    assert.equal((await complete(sources, '')).why, undefined);
    assert.equal(lines.length, sent + 1);
  });

  it('are not asked for while a run of the same key has been told to wait', async () => {
    const { complete, lines, shared, state, world, clock } = house;
    shared.hold(scopeOf(state.key, state.origin, 'general'), 30_000, world);
    assert.deepEqual(valuesOf(await complete(sources, 'a', documented)), documented);
    assert.equal((await complete(sources, '')).why, 'held');
    assert.equal(lines.length, 0);
    clock.forward(30_000);
    assert.equal((await complete(sources, '')).why, undefined);
  });

  it('hold the runs back where they meet a 429 themselves', async () => {
    const { complete, state, sandbox, shared, world } = house;
    state.key = sandbox.keys.tiny;
    for (const text of ['ab', 'cd', 'ef', 'gh']) await complete(places, text);
    const scope = scopeOf(state.key, state.origin, 'general');
    assert.equal(shared.tryTurn(scope, world), undefined);
  });

  it('never need a key: without one the documented values are offered', async () => {
    const { complete, lines, state } = house;
    state.key = undefined;
    const completion = await complete(sources, 'ash', documented);
    assert.deepEqual(completion, { suggestions: [{ value: 'ashby' }], why: 'noKey' });
    assert.equal(lines.length, 0);
  });

  it('can be turned off', async () => {
    const { complete, lines, state } = house;
    state.online = false;
    const completion = await complete(sources, '', documented);
    assert.deepEqual([valuesOf(completion), completion.why], [documented, 'off']);
    assert.equal(lines.length, 0);
  });

  it('leave an API that cannot be reached alone for a minute', async () => {
    const { complete, state, told, clock, drafts } = house;
    const kept = await complete(sources, '');
    clock.forward(7 * hour);
    const { origin } = state;
    state.origin = 'http://127.0.0.1:1';
    const offline = await complete(sources, '', documented);
    assert.deepEqual(offline, { suggestions: kept.suggestions, why: 'failed', ageMs: 7 * hour });
    assert.equal(told.at(-1)?.answer.kind, 'failed');
    assert.deepEqual(valuesOf(await complete(skills, 'x', documented)), []);
    assert.equal(drafts.length, 2);
    state.origin = origin;
    clock.forward(60_000);
    assert.equal((await complete(sources, '')).why, undefined);
    assert.equal(drafts.length, 3);
  });

  it('of a key that is not accepted are asked for once, until there is another', async () => {
    const { complete, state, sandbox, lines, vocabulary, profile } = house;
    state.key = sandbox.keys.revoked;
    assert.equal((await complete(sources, '')).why, 'rejected');
    assert.equal((await complete(skills, '')).why, 'rejected');
    assert.equal(lines.length, 1);
    state.key = sandbox.keys.good;
    await vocabulary.forget(profile.name);
    assert.equal((await complete(skills, '')).why, undefined);
  });

  it('leave no trace of the key in what is kept and told', async () => {
    const { complete, state, store, told } = house;
    for (const source of [sources, skills, models]) await complete(source, '');
    await complete(places, 'po');
    const key = state.key ?? '';
    assert.ok(key.length > 20 && store.text.length > 500 && told.length === 4);
    assert.ok(!store.text.includes(key));
    assert.ok(!JSON.stringify(told).includes(key));
  });
});
