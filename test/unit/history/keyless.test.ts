import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { folderStore } from '../../../src/core/history/folderStore';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import { canary, hits } from '../../support/canary';
import { filesOf } from '../explorer/harness';
import { row } from './rows';

describe('a key in the files of History', () => {
  let folder: string;
  const keys = new KnownKeys();
  const open = () => folderStore(folder, text => keys.mask(text));
  const withKey = (id: string) => {
    const plain = row(id);
    const draft = { ...plain.draft, headers: { 'x-api-key': canary }, body: `{"q":"${canary}` };
    return { ...plain, draft, exchange: { ...plain.exchange, url: `https://a.b/?q=${canary}` } };
  };
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-keyless-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  it('is not written, in a file of its own or with others', async () => {
    const store = open();
    await store.write(withKey('one'), { durable: true });
    await store.writeMany?.([{ row: withKey('two'), body: undefined }]);
    const files = await filesOf(folder);
    assert.equal(files.length, 2);
    assert.deepEqual(hits(files), []);
    assert.equal((await open().readAll()).length, 2);
  });

  it('goes from the disk as soon as what an earlier version has left there is read', async () => {
    const before = folderStore(folder);
    await before.write(withKey('one'), { durable: true });
    await before.writeMany?.([
      { row: withKey('two'), body: Buffer.from('an answer') },
      { row: row('three'), body: Buffer.from('another') },
    ]);
    assert.equal(hits(await filesOf(folder)).length, 2, 'it was there');
    const store = open();
    const rows = await store.readAll();
    assert.deepEqual(rows.map(({ exchange }) => exchange.id).sort(), ['one', 'three', 'two']);
    assert.deepEqual(hits([{ name: 'rows', text: JSON.stringify(rows) }]), []);
    assert.deepEqual(hits(await filesOf(folder)), []);
    assert.equal(Buffer.from((await store.readBody('two')) ?? []).toString(), 'an answer');
  });

  it('leaves files without one as they are', async () => {
    const before = folderStore(folder);
    await before.write(row('one'), { durable: true });
    const { mtimeMs } = await fs.stat(path.join(folder, 'one.json'));
    await open().readAll();
    assert.equal((await fs.stat(path.join(folder, 'one.json'))).mtimeMs, mtimeMs);
  });
});
