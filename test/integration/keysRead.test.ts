import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { KnownKeys } from '../../src/core/keys/knownKeys';
import type { Profile } from '../../src/core/profiles';
import { Drafts } from '../../src/shell/requests/drafts';
import { Keys } from '../../src/shell/profiles/keys';
import { makeKey } from './support';

const profile: Profile = { name: 'Own', origin: 'https://own.example', kind: 'own' };
const other: Profile = { name: 'Other', origin: 'https://other.example', kind: 'own' };
const entryOf = ({ name, origin }: Profile) => `jobo.key ${name} ${origin}`;

/** A secret storage of a test; `locked` rejects until it is opened. */
function storage(kept: Record<string, string> = {}) {
  const values = new Map(Object.entries(kept));
  const state = { locked: false };
  const open = <T>(work: () => T): Promise<T> =>
    state.locked ? Promise.reject(new Error('locked')) : Promise.resolve(work());
  const secrets = {
    get: (key: string) => open(() => values.get(key)),
    store: (key: string, value: string) => open(() => void values.set(key, value)),
    delete: (key: string) => open(() => void values.delete(key)),
    onDidChange: () => ({ dispose: () => undefined }),
  } as unknown as vscode.SecretStorage;
  return { secrets, values, state };
}

const inMemory = () => {
  const values = new Map<string, unknown>();
  return {
    values,
    get: (key: string) => values.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  };
};

describe('keys that are recognised', () => {
  const ofNoForm = () => makeKey().slice(-30);

  it('are those of all profiles, and those that they had before, also by the next window', async () => {
    const [old, now, others] = [ofNoForm(), ofNoForm(), ofNoForm()];
    const { secrets, values } = storage({ [entryOf(other)]: others });
    const first = new Keys(secrets, inMemory(), new KnownKeys(), () => [profile, other]);
    assert.ok(await first.store(profile, old));
    assert.ok(await first.store(profile, now));
    const texts = [...values]
      .filter(([name]) => name === 'jobo.formerKeys')
      .map(([, text]) => text);
    assert.equal(texts.length, 1);
    assert.ok(!texts[0]?.includes(old.slice(0, 8)), 'fingerprints, no text');
    const next = new Keys(secrets, inMemory(), new KnownKeys(), () => [profile, other]);
    assert.equal(next.known.holds(`see ${old}.`), false, 'nothing is read ahead');
    await next.ready();
    for (const key of [old, now, others]) assert.ok(next.known.holds(`see ${key}.`));
  });

  it('can be replaced whatever lies where the former ones are kept', async () => {
    for (const damaged of ['{"broken', '', '5', '[null]', '[{"salt":5}]']) {
      const { secrets } = storage({ [entryOf(profile)]: ofNoForm(), 'jobo.formerKeys': damaged });
      const keys = new Keys(secrets, inMemory(), new KnownKeys(), () => [profile]);
      await keys.ready();
      const key = ofNoForm();
      assert.ok(await keys.store(profile, key), damaged);
      assert.equal(await keys.get(profile), key);
    }
  });

  it('are read once the storage opens, where it was locked at first', async () => {
    const [own, others] = [ofNoForm(), ofNoForm()];
    const { secrets, state } = storage({ [entryOf(profile)]: own, [entryOf(other)]: others });
    state.locked = true;
    const keys = new Keys(secrets, inMemory(), new KnownKeys(), () => [profile, other]);
    await keys.ready();
    assert.equal(keys.known.holds(others), false);
    state.locked = false;
    await keys.get(profile);
    // What is read behind it ends with the turns that it takes.
    for (let turn = 0; turn < 20 && !keys.known.holds(others); turn++) await Promise.resolve();
    assert.ok(keys.known.holds(others));
  });

  it('are asked for once more, however often and by whom, where one of them is never read', async () => {
    const own = ofNoForm();
    const { secrets } = storage({ [entryOf(profile)]: own });
    const asked: string[] = [];
    const locked = entryOf(other);
    const get = secrets.get.bind(secrets);
    secrets.get = key => {
      asked.push(key);
      return key === locked ? Promise.reject(new Error('locked')) : get(key);
    };
    const times = () => asked.filter(key => key === locked).length;
    const keys = new Keys(secrets, inMemory(), new KnownKeys(), () => [profile, other]);
    const turns = async () => {
      for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve));
    };
    const ready = keys.ready();
    for (let time = 0; time < 5; time++) keys.learnAgain();
    await ready;
    await turns();
    assert.equal(times(), 2);
    assert.ok(keys.known.holds(own));
    assert.deepEqual(await Promise.all([keys.get(profile), keys.get(profile)]), [own, own]);
    await turns();
    assert.equal(times(), 3);
  });

  it('are kept in no draft, also of one that was typed before they were read', async () => {
    const key = ofNoForm();
    const { secrets } = storage({ [entryOf(profile)]: key });
    const keys = new Keys(secrets, inMemory(), new KnownKeys(), () => [profile]);
    const state = inMemory();
    const drafts = new Drafts(state, {
      spansIn: (...text) => keys.known.spansIn(...text),
      ready: () => keys.ready(),
      get isReady() {
        return keys.isReady;
      },
    });
    const typed = {
      ...{ operationId: 'searchJobs', path: {}, headers: {} },
      query: { q: `see ${key}`, page: 2 },
    };
    const written = drafts.put(typed);
    const operation = { id: 'searchJobs' } as Parameters<Drafts['get']>[0];
    assert.deepEqual(drafts.get(operation), typed, 'it can be read at once');
    assert.equal(state.values.size, 0);
    await written;
    assert.deepEqual(drafts.get(operation), typed, 'and is there to be mended');
    assert.equal(state.values.size, 1);
    assert.ok(!JSON.stringify([...state.values]).includes(key));
    drafts.dispose();
  });
});
