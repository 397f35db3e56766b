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

  describe('with many files', () => {
    const fill = async (count: number) => {
      const store = folderStore(folder);
      for (let n = 0; n < count; n += 1) {
        await store.write(row(`r${n}`, { startedAt: at(n) }), { durable: false });
        await fs.utimes(path.join(folder, `r${n}.json`), n + 1, n + 1);
      }
    };
    const readWith = async () => {
      const told: (readonly string[])[] = [];
      const rows = await folderStore(folder).readAll(newest =>
        told.push(newest.map(({ exchange }) => exchange.id)),
      );
      return { told, rows };
    };

    it('tells the newest rows while it reads the others, once', async () => {
      await fill(250);
      const { told, rows } = await readWith();
      const [newest = [], ...more] = told;
      assert.deepEqual(more, []);
      assert.ok(newest.length >= 100 && newest.length < 250, String(newest.length));
      assert.deepEqual(
        newest,
        Array.from(newest, (_, n) => `r${249 - n}`),
      );
      assert.equal(rows.length, 250);
    });

    it('tells nothing early of so few that all of them are there at once', async () => {
      await fill(30);
      const { told, rows } = await readWith();
      assert.deepEqual(told, []);
      assert.equal(rows.length, 30);
    });

    it('has the newer file of a run that was written again, whichever is read first', async () => {
      await fill(150);
      const store = folderStore(folder);
      const status = (of: number) => ({ outcome: { kind: 'answered', status: of } as const });
      for (const [age, other] of [
        [0, 1_000],
        [1_000, 0],
      ] as const) {
        await store.writeMany?.([{ row: row('twice', status(200)), body: undefined }]);
        await store.write(row('twice', status(201)), durable);
        await fs.utimes(path.join(folder, 'twice.batch'), age, age);
        await fs.utimes(path.join(folder, 'twice.json'), other, other);
        const { rows } = await readWith();
        const [twice, ...more] = rows.filter(({ exchange }) => exchange.id === 'twice');
        assert.deepEqual(twice?.exchange.outcome, status(201).outcome);
        assert.deepEqual(more, []);
      }
    });
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
