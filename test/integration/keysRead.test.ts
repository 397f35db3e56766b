import assert from 'node:assert/strict';
import path from 'node:path';
import { inspect } from 'node:util';
import type * as vscode from 'vscode';
import { stampFile } from '../../src/core/disk/stampFile';
import { KnownKeys } from '../../src/core/keys/knownKeys';
import type { Profile } from '../../src/core/profiles';
import { Drafts } from '../../src/shell/requests/drafts';
import { Keys } from '../../src/shell/profiles/keys';
import { makeKey, until } from './support';

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

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>(settle => (resolve = settle));
  return { promise, resolve };
}

/** A secret storage of a test that counts how often a profile's key is asked for, and tells of changes. */
function counting(key: string) {
  const { secrets, values } = storage({ [entryOf(profile)]: key });
  const listeners = new Set<(change: { key: string }) => void>();
  let asked = 0;
  let slow: Promise<void> | undefined;
  const counted = {
    ...secrets,
    get: async (name: string) => {
      if (name === entryOf(profile)) asked += 1;
      const found = await secrets.get(name);
      await slow;
      return found;
    },
    onDidChange: (listener: (change: { key: string }) => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  } as unknown as vscode.SecretStorage;
  const tell = () => listeners.forEach(listener => listener({ key: entryOf(profile) }));
  /** From now on answers come when the function that is returned has been called. */
  const delay = () => {
    const { promise, resolve } = deferred();
    slow = promise;
    return resolve;
  };
  return { secrets: counted, values, tell, delay, times: () => asked };
}

/** A stamp of a test. */
function stamped() {
  const state = { count: 0, isUnreadable: false };
  return {
    state,
    read: () => (state.isUnreadable ? undefined : String(state.count)),
    change: () => Promise.resolve(void (state.count += 1)),
  };
}

describe('the key of a send', () => {
  const made = (key: string) => {
    const store = counting(key);
    const stamp = stamped();
    const keys = new Keys(store.secrets, inMemory(), new KnownKeys(), () => [profile], stamp);
    return { ...store, stamp, keys };
  };

  it('is read once, and not before the first one', async () => {
    const key = makeKey();
    const { keys, times } = made(key);
    assert.equal(times(), 0);
    for (let send = 0; send < 5; send += 1) assert.equal(await keys.forSending(profile), key);
    assert.equal(times(), 1);
    keys.dispose();
  });

  it('is read again where another window has changed a key', async () => {
    const [key, fresh] = [makeKey(), makeKey()];
    const { keys, times, values, stamp } = made(key);
    await keys.forSending(profile);
    values.set(entryOf(profile), fresh);
    await stamp.change();
    assert.equal(await keys.forSending(profile), fresh);
    assert.equal(await keys.forSending(profile), fresh);
    assert.equal(times(), 2);
    keys.dispose();
  });

  it('is expected to be the one that is held; the attempt itself finds the new one', async () => {
    const [key, fresh] = [makeKey(), makeKey()];
    const { keys, times, values, stamp } = made(key);
    assert.equal(await keys.expected(profile), key);
    values.set(entryOf(profile), fresh);
    await stamp.change();
    assert.equal(await keys.expected(profile), key);
    assert.equal(times(), 1);
    assert.equal(await keys.forSending(profile), fresh);
    assert.equal(await keys.expected(profile), fresh);
    keys.dispose();
  });

  it('is read each time where the stamp cannot be read', async () => {
    const { keys, times, stamp } = made(makeKey());
    stamp.state.isUnreadable = true;
    for (let send = 0; send < 3; send += 1) await keys.forSending(profile);
    assert.equal(times(), 3);
    keys.dispose();
  });

  it('is read again when the editor tells of a change, also of one while it is read', async () => {
    const [key, fresh] = [makeKey(), makeKey()];
    const { keys, values, tell, delay, times } = made(key);
    await keys.forSending(profile);
    values.set(entryOf(profile), fresh);
    tell();
    const release = delay();
    const reading = keys.forSending(profile);
    await until('the reading', () => times() === 2);
    values.set(entryOf(profile), key);
    tell();
    release();
    assert.equal(await reading, fresh, 'what was there when it was asked for');
    assert.equal(await keys.forSending(profile), key, 'but it is not held');
    keys.dispose();
  });

  it('is the new one after it is replaced, and none after it is removed; others are told each time', async () => {
    const [key, fresh, third] = [makeKey(), makeKey(), makeKey()];
    const { keys, stamp } = made(key);
    await keys.forSending(profile);
    assert.ok(await keys.store(profile, fresh));
    assert.ok(stamp.state.count >= 1);
    assert.equal(await keys.forSending(profile), fresh);
    keys.keepForWindow(profile, third);
    assert.equal(await keys.forSending(profile), third);
    const before = stamp.state.count;
    await keys.remove(profile);
    assert.ok(stamp.state.count > before);
    assert.equal(await keys.forSending(profile), undefined);
    keys.dispose();
  });

  it('is kept and removed although the other windows cannot be told, which the log says without it', async () => {
    const [key, fresh] = [makeKey(), makeKey()];
    const { secrets, values } = counting(key);
    const failures: unknown[] = [];
    const failed = (failure: unknown) => failures.push(failure);
    // No file can be in a file.
    const stamp = stampFile(path.join(__filename, 'keys.changed'));
    const profiles = () => [profile];
    const keys = new Keys(secrets, inMemory(), new KnownKeys(), profiles, stamp, failed);
    assert.ok(await keys.store(profile, fresh));
    assert.equal(failures.length, 2, 'before the key, and after it');
    await keys.remove(profile);
    assert.equal(failures.length, 4);
    assert.equal(values.get(entryOf(profile)), undefined);
    for (const failure of failures) {
      const text = inspect(failure);
      assert.ok(failure instanceof Error && text.includes('keys.changed'));
      for (const each of [key, fresh]) assert.ok(!text.includes(each.slice(0, 12)));
    }
    keys.dispose();
  });
});
