import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { EntryFiles } from '../../../src/core/disk/entryFiles';
import type { Entry } from '../../../src/core/kept/entryStore';
import { parseProfiles } from '../../../src/core/kept/keptValues';
import type { SharedState } from '../../../src/core/kept/sharedState';
import { add, Editor, namesIn, profile, windowIn } from './editors';
import { tempFolder } from '../../support/tempFolder';

describe('files of kept things that cannot be read, or have not been yet', () => {
  const parent = tempFolder();
  let folder: string;
  let editor: Editor;
  beforeEach(() => {
    folder = path.join(parent(), 'kept');
    editor = new Editor();
  });

  const open = () => windowIn(folder, editor.open());
  const seen = async (...windows: SharedState[]) => {
    for (const window of windows) await window.settled();
    const all = [...windows, open()];
    for (const window of all) await window.refresh();
    return all;
  };
  /** The file in which this window keeps a profile. */
  const fileOf = async (name: string) => {
    for (const each of await fs.readdir(folder))
      if ((await fs.readFile(path.join(folder, each), 'utf8')).includes(`"path":["${name}"]`))
        return path.join(folder, each);
    return assert.fail(name);
  };

  it('a file of a newer version is read where it has what this one knows', async () => {
    const a = open();
    await add(a, profile('one'));
    const file = await fileOf('one');
    const { value: _, ...removed } = JSON.parse(await fs.readFile(file, 'utf8')) as Entry;
    await fs.writeFile(file, JSON.stringify({ ...removed, version: 2, more: [] }));
    const b = open();
    await b.refresh();
    assert.deepEqual(namesIn(b), []);
    await add(b, profile('two'));
    for (const window of await seen(a, b)) assert.deepEqual(namesIn(window), ['two']);
  });

  for (const [what, text] of [
    ['torn', '{"version":1,"key":"jobo.pro'],
    ['of a version with other members', '{"version":2,"things":[]}'],
  ] as const)
    it(`a file that is ${what} is not overwritten with what the editor has`, async () => {
      const a = open();
      await add(a, profile('one'));
      const file = await fileOf('one');
      const whole = await fs.readFile(file, 'utf8');
      await fs.writeFile(file, text);
      const [b, c] = [open(), open()];
      await b.refresh();
      await add(b, profile('two'));
      // That window has not looked at all.
      await add(c, profile('three'));
      assert.equal(await fs.readFile(file, 'utf8'), text);
      await fs.writeFile(file, whole.replace('"value":', '"was":'));
      await b.refresh();
      assert.deepEqual(namesIn(b).sort(), ['three', 'two'], 'it had been removed');
      await fs.writeFile(file, text);
      await add(b, profile('one', 5));
      for (const window of await seen(b)) assert.ok(namesIn(window).includes('one'), 'set anew');
    });

  it('a window that has not looked yet writes nothing back that another one has changed', async () => {
    const a = open();
    await add(a, profile('p', 1));
    const late = open();
    await add(a, profile('p', 2));
    await add(late, profile('q'));
    for (const window of await seen(a, late))
      assert.deepEqual(window.get('jobo.profiles'), [profile('p', 2), profile('q')]);
  });

  it('what would be too long to be read again is not written, and stays with this window', async () => {
    const a = open();
    await a.update('jobo.draft x', 'short');
    await assert.rejects(a.update('jobo.draft x', 'x'.repeat(64 * 1024 * 1024)));
    const [file = ''] = await fs.readdir(folder);
    assert.match(await fs.readFile(path.join(folder, file), 'utf8'), /"value":"short"/);
    assert.equal(String(a.get('jobo.draft x')).length, 64 * 1024 * 1024);
    await a.update('jobo.draft y', 'kept all the same');
    await a.update('jobo.draft x', 'shorter again');
    for (const window of await seen(a)) {
      assert.equal(window.get('jobo.draft y'), 'kept all the same');
      assert.equal(window.get('jobo.draft x'), 'shorter again');
    }
  });

  it('a folder that could not be read once hands over nothing that lies in it as the editor has it', async () => {
    const a = open();
    await add(a, profile('p', 1));
    const memento = editor.open();
    await memento.update('jobo.profiles', [profile('p', 1), profile('editor only')]);
    await add(a, profile('p', 2));
    const files = new EntryFiles(folder);
    let failures = 1;
    const late = windowIn(folder, memento, {
      files: {
        isUnread: entry => files.isUnread(entry),
        readNew: () =>
          failures-- > 0 ? Promise.reject(new Error('too many open files')) : files.readNew(),
        remove: entry => files.remove(entry),
        write: entry => files.write(entry),
      },
    });
    await add(late, profile('q'));
    for (const window of await seen(late))
      assert.deepEqual(
        parseProfiles(window.get('jobo.profiles')).find(({ name }) => name === 'p'),
        profile('p', 2),
      );
    await add(late, profile('r'));
    for (const window of await seen(late))
      assert.deepEqual(namesIn(window).sort(), ['editor only', 'p', 'q', 'r']);
  });
});
