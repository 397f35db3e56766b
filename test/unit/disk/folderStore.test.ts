import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { folderStore } from '../../../src/core/disk/folderStore';
import { rowVersion } from '../../../src/core/history/row';
import { at, row } from '../history/rows';
import { tempFolder } from '../../support/tempFolder';

const durable = { durable: true };

describe('folderStore', () => {
  const parent = tempFolder();
  let folder: string;
  beforeEach(() => {
    folder = path.join(parent(), 'deep', 'history');
  });

  const ids = async () => (await folderStore(folder).readAll()).map(({ exchange }) => exchange.id);

  it('has nothing in a folder that is not there, and does not make one to read', async () => {
    assert.deepEqual(await ids(), []);
    await assert.rejects(fs.stat(folder));
  });

  it('gives rows back as they were written, newest first, to any later reader', async () => {
    const store = folderStore(folder);
    const rows = [
      row('a', { startedAt: at(1) }),
      row('b', { startedAt: at(3) }),
      row('c', { startedAt: at(2) }),
    ];
    for (const each of rows) await store.write(each, durable);
    assert.deepEqual(await ids(), ['b', 'c', 'a']);
    assert.deepEqual((await folderStore(folder).readAll())[2], rows[0]);
  });

  it('replaces a row, also where it need not be durable', async () => {
    const store = folderStore(folder);
    for (const status of [200, 500]) {
      for (const how of [durable, { durable: false }]) {
        await store.write(row('a', { outcome: { kind: 'answered', status } }), how);
      }
    }
    const [only, ...more] = await store.readAll();
    assert.deepEqual(only?.exchange.outcome, { kind: 'answered', status: 500 });
    assert.deepEqual(more, []);
  });

  it('keeps a body byte for byte, and knows that there is none', async () => {
    const store = folderStore(folder);
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await store.writeBody('a', bytes);
    assert.deepEqual(Uint8Array.from((await store.readBody('a')) ?? []), bytes);
    assert.equal(await store.readBody('b'), undefined);
  });

  it('removes row and body, and does not mind that they are gone', async () => {
    const store = folderStore(folder);
    await store.write(row('a'), durable);
    await store.writeBody('a', Buffer.from('x'));
    await store.remove('a');
    await store.remove('a');
    assert.deepEqual(await fs.readdir(folder), []);
  });

  it('leaves no half-written file behind, and nobody else may read what is there', async () => {
    const store = folderStore(folder);
    await Promise.all(Array.from({ length: 20 }, () => store.write(row('a'), durable)));
    assert.deepEqual(await fs.readdir(folder), ['a.json']);
    if (process.platform === 'win32') return;
    assert.equal((await fs.stat(folder)).mode & 0o077, 0);
    assert.equal((await fs.stat(path.join(folder, 'a.json'))).mode & 0o077, 0);
  });

  it('reads past what is broken, half-written, foreign or of another version', async () => {
    const store = folderStore(folder);
    await store.write(row('good'), durable);
    const whole = JSON.stringify(row('other'));
    const files = {
      'empty.json': '',
      'half.json': whole.slice(0, 50),
      'null.json': 'null',
      'list.json': '[]',
      'text.json': '"x"',
      'next.json': whole.replace(`"version":${rowVersion}`, `"version":${rowVersion + 1}`),
      'bare.json': JSON.stringify({ version: 1, exchange: { id: 'bare' } }),
      'odd.json': JSON.stringify({
        ...row('odd'),
        exchange: { id: 'odd', attempts: [], outcome: null },
      }),
      'other.json.1-0.part': whole,
      'notes.txt': whole,
    };
    for (const [name, text] of Object.entries(files))
      await fs.writeFile(path.join(folder, name), text);
    await fs.mkdir(path.join(folder, 'folder.json'));
    assert.deepEqual(await ids(), ['good']);
  });

  describe('with what a crash left half-written', () => {
    const gone = 41;
    const here = 42;
    const clean = () => folderStore(folder).clean?.(pid => pid !== gone, Date.now());
    const names = async () => (await fs.readdir(folder)).sort();
    const leave = async (...files: string[]) => {
      await fs.mkdir(folder, { recursive: true });
      for (const name of files) await fs.writeFile(path.join(folder, name), 'half');
    };

    it('removes what a process that is gone was writing, whatever it was', async () => {
      const parts = [`a.json.${gone}-0.part`, `a.body.${gone}-1.part`, `b.batch.${gone}-12.part`];
      await leave(...parts, 'a.json', 'a.body', 'b.batch');
      await clean();
      assert.deepEqual(await names(), ['a.body', 'a.json', 'b.batch']);
    });

    it('leaves what a living process may still be writing, and what is not ours', async () => {
      const kept = [`a.json.${here}-0.part`, 'notes.part', `${gone}-0.part.txt`, 'x.1-y.part'];
      await leave(...kept);
      await clean();
      assert.deepEqual(await names(), kept.sort());
    });

    it('removes what is older than a day, whoever has that number by now', async () => {
      const old = `a.json.${here}-0.part`;
      await leave(old);
      const yesterday = Date.now() / 1_000 - 90_000;
      await fs.utimes(path.join(folder, old), yesterday, yesterday);
      await clean();
      assert.deepEqual(await names(), []);
    });

    it('leaves what this process is writing', async () => {
      const own = `a.json.${process.pid}-0.part`;
      await leave(own);
      await folderStore(folder).clean?.(() => false, Date.now());
      assert.deepEqual(await names(), [own]);
    });

    it('does not mind that there is no folder', async () => {
      await clean();
      await assert.rejects(fs.stat(folder));
    });
  });

  it('lets no id out of its folder', async () => {
    const store = folderStore(folder);
    const victim = path.join(parent(), 'victim.json');
    await fs.writeFile(victim, 'mine');
    for (const id of [
      '../../victim',
      victim.slice(0, -5),
      '..',
      '.',
      '',
      'a/b',
      'a\0b',
      'CON',
      'x'.repeat(500),
    ]) {
      await store.write(row(id), durable);
      await store.writeBody(id, Buffer.from('x'));
      assert.deepEqual(Buffer.from((await store.readBody(id)) ?? []).toString(), 'x');
    }
    assert.equal(await fs.readFile(victim, 'utf8'), 'mine');
    assert.deepEqual((await fs.readdir(parent())).sort(), ['deep', 'victim.json']);
    assert.deepEqual(await fs.readdir(path.join(parent(), 'deep')), ['history']);
    await store.remove('../../victim');
    assert.equal(await fs.readFile(victim, 'utf8'), 'mine');
  });

  it('tells where the disk refuses', async () => {
    await fs.writeFile(path.join(parent(), 'deep'), 'a file where the folder should be');
    await assert.rejects(folderStore(folder).write(row('a'), durable));
  });
});
