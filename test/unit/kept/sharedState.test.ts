import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { EntryFiles } from '../../../src/core/disk/entryFiles';
import { parseProfiles, parseRecent } from '../../../src/core/kept/keptValues';
import type { SharedState } from '../../../src/core/kept/sharedState';
import { makePipe } from '../../support/makePipe';
import { tempFolder } from '../../support/tempFolder';
import { add, Editor, namesIn, profile, windowIn } from './editors';

describe('what windows keep together', () => {
  const parent = tempFolder();
  let folder: string;
  let editor: Editor;
  beforeEach(() => {
    folder = path.join(parent(), 'kept');
    editor = new Editor();
  });

  const open = (changes?: Parameters<typeof windowIn>[2]) =>
    windowIn(folder, editor.open(), changes);
  const drop = (state: SharedState, name: string) =>
    state.update(
      'jobo.profiles',
      parseProfiles(state.get('jobo.profiles')).filter(each => each.name !== name),
    );
  const remember = (state: SharedState, name: string, text: string) => {
    const all = parseRecent(state.get('jobo.recent'));
    const others = (all[name] ?? []).filter(each => each !== text);
    return state.update('jobo.recent', { ...all, [name]: [text, ...others].slice(0, 8) });
  };
  /** As both see it once they have looked, and as a new window sees it. */
  const seen = async (...windows: SharedState[]) => {
    for (const window of windows) await window.settled();
    const later = open();
    const all = [...windows, later, windowIn(folder, new Editor().open())];
    for (const window of all) await window.refresh();
    return all;
  };

  it('six profiles added in each of two windows at once are all there, in both and later', async () => {
    const first = open();
    await add(first, profile('first'));
    const [a, b] = [open(), open()];
    const six = (letter: string) => [1, 2, 3, 4, 5, 6].map(n => `${letter}${n}`);
    const adding = (state: SharedState, letter: string) =>
      six(letter).map(name => add(state, profile(name)));
    await Promise.all([...adding(a, 'a'), ...adding(b, 'b')]);
    const all = ['first', ...six('a'), ...six('b')].sort();
    for (const window of await seen(a, b)) assert.deepEqual(namesIn(window).sort(), all);
    // A window of the version before sees them too, once one of this version has written again.
    await a.refresh();
    await add(a, profile('last'));
    assert.equal(parseProfiles(editor.disk['jobo.profiles']).length, 14);
  });

  it('drafts of different operations, written in turns and at once, are all there', async () => {
    const [a, b] = [open(), open()];
    for (let round = 0; round < 30; round += 1) {
      const [one, other] = [
        { round, of: 'a' },
        { round, of: 'b' },
      ];
      await Promise.all([
        a.update('jobo.draft searchJobs', one),
        b.update('jobo.draft getJob', other),
        a.update(`jobo.draft only ${round}`, one),
      ]);
      if (round % 3 === 0) editor.tellAll();
      for (const window of await seen(a, b)) {
        assert.deepEqual(window.get('jobo.draft searchJobs'), one);
        assert.deepEqual(window.get('jobo.draft getJob'), other);
      }
    }
    for (const window of await seen(a, b))
      for (let round = 0; round < 30; round += 1)
        assert.deepEqual(window.get(`jobo.draft only ${round}`), { round, of: 'a' });
  });

  it('prices, balances and key changes of different profiles are all there', async () => {
    const [a, b] = [open(), open()];
    const balance = { credits: 5, at: 1 };
    await Promise.all([
      a.update('jobo.prices', { A: { one: [1] } }),
      b.update('jobo.prices', { A: { two: [2, 2] }, B: { one: [3] } }),
      a.update('jobo.balances', { A: balance }),
      b.update('jobo.balances', { B: balance }),
      a.update('jobo.keyChanges', { A: 1 }),
      b.update('jobo.keyChanges', { B: 2 }),
    ]);
    for (const window of await seen(a, b)) {
      assert.deepEqual(window.get('jobo.prices'), {
        A: { one: [1], two: [2, 2] },
        B: { one: [3] },
      });
      assert.deepEqual(window.get('jobo.balances'), { A: balance, B: balance });
      assert.deepEqual(window.get('jobo.keyChanges'), { A: 1, B: 2 });
    }
  });

  it('values sent lately are merged, the newest first, and only so many are kept', async () => {
    let now = 1;
    const [a, b] = [open({ now: () => now++ }), open({ now: () => now++ })];
    for (const n of [1, 2, 3, 4, 5])
      await Promise.all([remember(a, 'q', `a${n}`), remember(b, 'q', `b${n}`)]);
    await remember(a, 'id', 'x');
    await remember(a, 'q', 'b1');
    for (const window of await seen(a, b)) {
      const { q = [], id } = parseRecent(window.get('jobo.recent'));
      assert.equal(q[0], 'b1');
      assert.equal(q.length, 8);
      assert.equal(new Set(q).size, 8);
      for (const latest of ['a5', 'b5', 'a4', 'b4']) assert.ok(q.includes(latest), latest);
      assert.deepEqual(id, ['x']);
    }
    assert.ok((await fs.readdir(folder)).length <= 10);
  });

  it('what one removes stays removed, whatever another one writes that has not noticed', async () => {
    const [a, b] = [open(), open()];
    await add(a, profile('gone'));
    await add(a, profile('stays'));
    await a.update('jobo.draft x', { a: 1 });
    await b.refresh();
    await drop(a, 'gone');
    await a.update('jobo.draft x', undefined);
    await add(b, profile('new'));
    await b.update('jobo.draft y', { b: 1 });
    editor.tellAll();
    for (const window of await seen(a, b)) {
      assert.deepEqual(namesIn(window).sort(), ['new', 'stays']);
      assert.equal(window.get('jobo.draft x'), undefined);
    }
    await add(b, profile('gone', 2));
    for (const window of await seen(a, b)) assert.ok(namesIn(window).includes('gone'));
  });

  it('of two changes of one thing the last one wins, in every window', async () => {
    const [a, b] = [open(), open()];
    await add(a, profile('p', 1));
    await b.refresh();
    await add(b, profile('p', 2));
    await add(a, profile('p', 3));
    for (const window of await seen(a, b))
      assert.deepEqual(window.get('jobo.profiles'), [profile('p', 3)]);
  });

  it('what windows of the version before keep is seen, and they see what this one keeps', async () => {
    const old = editor.open();
    await old.update('jobo.profiles', [profile('older')]);
    await old.update('jobo.draft x', { a: 1 });
    const a = open();
    assert.deepEqual(namesIn(a), ['older']);
    assert.deepEqual(a.get('jobo.draft x'), { a: 1 });
    await add(a, profile('newer'));
    editor.tellAll();
    const both = parseProfiles(old.get('jobo.profiles'));
    assert.deepEqual(
      both.map(({ name }) => name),
      ['older', 'newer'],
    );
    await old.update('jobo.profiles', [...both, profile('older still')]);
    editor.tellAll();
    assert.deepEqual(namesIn(a), ['older still', 'older', 'newer']);
    await add(a, profile('newest'));
    // Its next write has nothing of what this one had: it had not heard of it.
    old.hear({});
    await old.update('jobo.profiles', []);
    editor.tellAll();
    for (const window of await seen(a)) assert.equal(namesIn(window).length, 4);
  });

  it('any name is one, and none is another one', async () => {
    const names = [
      '__proto__',
      'constructor',
      '..',
      '../..',
      'CON',
      'a',
      'A',
      'ä',
      'a\0b',
      '\ud800',
      'x'.repeat(300),
      '/',
    ];
    const a = open();
    const balances = Object.fromEntries(names.map((name, n) => [name, { credits: n, at: 1 }]));
    await a.update('jobo.balances', balances);
    for (const name of names) await add(a, profile(name));
    for (const window of await seen(a)) {
      assert.deepEqual(namesIn(window).sort(), [...names].sort());
      const read = window.get('jobo.balances') as typeof balances;
      for (const [n, name] of names.entries()) {
        assert.ok(Object.hasOwn(read, name), name);
        assert.equal(read[name]?.credits, n);
      }
    }
    assert.deepEqual(await fs.readdir(path.dirname(folder)), ['kept']);
    const files = (await fs.readdir(folder)).map(name => name.toLowerCase());
    assert.equal(new Set(files).size, 2 * names.length);
  });

  it('what could not be written stays due, is tried with the next write and at the end, and told once', async () => {
    const files = new EntryFiles(folder);
    let isFull = true;
    const full = () => Promise.reject(new Error('no space left'));
    const failing = {
      isUnread: (...given: Parameters<EntryFiles['isUnread']>) => files.isUnread(...given),
      readNew: () => files.readNew(),
      remove: (...given: Parameters<EntryFiles['remove']>) => files.remove(...given),
      write: (...given: Parameters<EntryFiles['write']>) =>
        isFull ? full() : files.write(...given),
    };
    const memento = editor.open();
    const a = windowIn(folder, memento, { files: failing });
    memento.fails = true;
    const failures = [
      await add(a, profile('one')).catch((failure: unknown) => failure),
      await a.update('jobo.draft x', 1).catch((failure: unknown) => failure),
    ];
    assert.ok(failures[0] instanceof Error);
    assert.equal(failures[1], failures[0]);
    await a.refresh();
    assert.deepEqual(namesIn(a), ['one']);
    isFull = memento.fails = false;
    await add(a, profile('two'));
    isFull = true;
    await assert.rejects(add(a, profile('three')));
    isFull = false;
    await a.settled();
    for (const window of await seen(a)) {
      assert.deepEqual(namesIn(window), ['one', 'two', 'three']);
      assert.equal(window.get('jobo.draft x'), 1);
    }
  });

  it('a damaged file takes no other with it, and stays', async () => {
    const a = open();
    for (const name of ['one', 'two', 'three']) await add(a, profile(name));
    const [first = '', ...more] = await fs.readdir(folder);
    const good = await fs.readFile(path.join(folder, first), 'utf8');
    const other = (n: number) => path.join(folder, `${String(n).repeat(32)}.json`);
    const texts = ['', '{', 'null', '[]', '5', good, good.replace('"path":[', '"path":5,"x":[')];
    for (const [n, text] of texts.entries()) await fs.writeFile(other(n), text);
    await fs.mkdir(other(7));
    await fs.symlink('nowhere', other(8));
    await fs.writeFile(path.join(folder, 'notes.txt'), 'mine');
    makePipe(other(9));
    const before = (await fs.readdir(folder)).length;
    for (const window of await seen(a))
      assert.deepEqual(namesIn(window).sort(), ['one', 'three', 'two']);
    await fs.writeFile(path.join(folder, more[0] ?? ''), good.slice(0, 20));
    const fresh = windowIn(folder, new Editor().open());
    await fresh.refresh();
    assert.equal(namesIn(fresh).length, 2);
    assert.equal((await fs.readdir(folder)).length, before);
  });

  it('tells which keys others have changed, and nothing of its own', async () => {
    const [a, b] = [open(), open()];
    const told: string[][] = [];
    a.onDidRead(keys => told.push([...keys].sort()));
    await a.refresh();
    await add(a, profile('own'));
    await a.update('jobo.lastProfile', 'own');
    await a.refresh();
    assert.deepEqual(told, []);
    await add(b, profile('other'));
    await b.update('jobo.draft x', 1);
    await a.refresh();
    await a.refresh();
    assert.deepEqual(told, [['jobo.draft x', 'jobo.profiles']]);
  });

  it('never rejects a refresh, and tells once of a folder that cannot be read', async () => {
    await fs.writeFile(folder, 'a file where the folder should be');
    const failures: unknown[] = [];
    const a = open({ failed: failure => failures.push(failure) });
    await a.refresh();
    await a.refresh();
    assert.equal(failures.length, 1);
    await assert.rejects(add(a, profile('one')));
    assert.deepEqual(namesIn(a), ['one']);
    await fs.rm(folder);
    await a.settled();
    const later = windowIn(folder, new Editor().open());
    await later.refresh();
    assert.deepEqual(namesIn(later), ['one']);
  });
});
