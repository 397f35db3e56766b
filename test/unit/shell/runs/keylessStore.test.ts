import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { folderStore } from '../../../../src/core/disk/folderStore';
import { rowVersion } from '../../../../src/core/history/row';
import { KnownKeys } from '../../../../src/core/keys/knownKeys';
import { keylessStore } from '../../../../src/shell/runs/keylessStore';
import { canary, hits } from '../../../support/canary';
import { tempFolder } from '../../../support/tempFolder';
import { filesOf } from '../../run/harness';
import { row } from '../../history/rows';

describe('a key in the files of History', () => {
  const folder = tempFolder();
  const keys = new KnownKeys();
  const open = () => folderStore(folder(), text => keys.mask(text));
  const withKey = (id: string) => {
    const plain = row(id);
    const draft = { ...plain.draft, headers: { 'x-api-key': canary }, body: `{"q":"${canary}` };
    return { ...plain, draft, exchange: { ...plain.exchange, url: `https://a.b/?q=${canary}` } };
  };

  it('is not written, in a file of its own or with others', async () => {
    const store = open();
    await store.write(withKey('one'), { durable: true });
    await store.writeMany?.([{ row: withKey('two'), body: undefined }]);
    const files = await filesOf(folder());
    assert.equal(files.length, 2);
    assert.deepEqual(hits(files), []);
    assert.equal((await open().readAll()).length, 2);
  });

  it('goes from the disk as soon as what an earlier version has left there is read', async () => {
    const before = folderStore(folder());
    await before.write(withKey('one'), { durable: true });
    await before.writeMany?.([
      { row: withKey('two'), body: Buffer.from('an answer') },
      { row: row('three'), body: Buffer.from('another') },
    ]);
    assert.equal(hits(await filesOf(folder())).length, 2, 'it was there');
    const store = open();
    const rows = await store.readAll();
    assert.deepEqual(rows.map(({ exchange }) => exchange.id).sort(), ['one', 'three', 'two']);
    assert.deepEqual(hits([{ name: 'rows', text: JSON.stringify(rows) }]), []);
    assert.deepEqual(hits(await filesOf(folder())), []);
    assert.equal(Buffer.from((await store.readBody('two')) ?? []).toString(), 'an answer');
  });

  it('leaves files without one as they are', async () => {
    const before = folderStore(folder());
    await before.write(row('one'), { durable: true });
    const { mtimeMs } = await fs.stat(path.join(folder(), 'one.json'));
    await open().readAll();
    assert.equal((await fs.stat(path.join(folder(), 'one.json'))).mtimeMs, mtimeMs);
  });

  const inFolder = (name: string) => path.join(folder(), name);
  /** A store that somebody is quicker than: something happens after a file is read, once. */
  const raced = (happens: () => void) => {
    let isDone = false;
    return folderStore(folder(), text => {
      if (!isDone) happens();
      isDone = true;
      return keys.mask(text);
    });
  };

  it('is not taken out where another window has written the file since, or removed it', async () => {
    await folderStore(folder()).write(withKey('one'), { durable: true });
    const newer = JSON.stringify({ ...withKey('one'), idempotencyKey: 'newer' });
    const read = await raced(() => {
      writeFileSync(inFolder('x'), newer);
      renameSync(inFolder('x'), inFolder('one.json'));
    }).readAll();
    assert.deepEqual(hits([{ name: 'rows', text: JSON.stringify(read) }]), []);
    assert.equal(await fs.readFile(inFolder('one.json'), 'utf8'), newer);
    await raced(() => rmSync(inFolder('one.json'))).readAll();
    assert.deepEqual(await fs.readdir(folder()), []);
  });

  it('keeps no row from being read where it cannot be taken out', async () => {
    await folderStore(folder()).write(withKey('one'), { durable: true });
    // Nothing can be written into a folder that has become a file.
    const store = raced(() => {
      renameSync(folder(), `${folder()}-away`);
      writeFileSync(folder(), '');
    });
    const rows = await store.readAll();
    await fs.rm(folder());
    await fs.rename(`${folder()}-away`, folder());
    assert.deepEqual(
      rows.map(({ exchange }) => exchange.id),
      ['one'],
    );
    assert.equal(store.leftOut?.(), 0);
  });

  it('stays in rows that go on or are of a newer version, and is shown in none', async () => {
    const before = folderStore(folder());
    const { exchange, ...others } = withKey('running');
    const running = { ...others, exchange: { ...exchange, outcome: { kind: 'running' as const } } };
    await before.write(running, { durable: true });
    const newer = JSON.stringify({ ...withKey('newer'), version: rowVersion + 1 });
    await fs.writeFile(inFolder('newer.json'), newer);
    await before.writeMany?.([{ row: withKey('two'), body: undefined }]);
    await fs.appendFile(inFolder('two.batch'), `${newer}\n\n`);
    const rows = await open().readAll();
    assert.equal(rows.length, 2);
    assert.deepEqual(hits([{ name: 'rows', text: JSON.stringify(rows) }]), []);
    assert.equal(await fs.readFile(inFolder('newer.json'), 'utf8'), newer);
    assert.equal(await fs.readFile(inFolder('running.json'), 'utf8'), JSON.stringify(running));
    const [first = '', , last = ''] = (await fs.readFile(inFolder('two.batch'), 'utf8')).split(
      '\n',
    );
    assert.deepEqual([first.includes(canary), last], [false, newer]);
  });

  it('is hidden in what has other lines than ours have', async () => {
    await fs.writeFile(inFolder('a.json'), JSON.stringify(withKey('a'), undefined, 2));
    const rows = await open().readAll();
    assert.deepEqual(hits([{ name: 'rows', text: JSON.stringify(rows) }]), []);
    assert.deepEqual(hits(await filesOf(folder())), []);
  });

  it('is hidden in each kept answer, whoever asks for it', async () => {
    const known = new KnownKeys();
    const tell = { mask: (text: string) => known.mask(text) };
    const parts = { known, tell, keys: { ready: () => Promise.resolve() } };
    const store = keylessStore(folder(), parts);
    const answer = Buffer.from(`{"echo":"${canary}"}`);
    await folderStore(folder()).writeBody('long', answer);
    await folderStore(folder()).writeMany?.([{ row: row('short'), body: answer }]);
    await store.readAll();
    for (const id of ['long', 'short']) {
      const text = Buffer.from((await store.readBody(id)) ?? []).toString();
      assert.match(text, /^\{"echo":"\*+"\}$/);
    }
  });
});
