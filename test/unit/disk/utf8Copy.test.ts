import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { utf8Copy } from '../../../src/core/disk/utf8Copy';

/** Longer than what is read at a time, with characters across every border. */
const text = 'a' + 'ü±'.repeat(1_200_000);
const wide = Buffer.from(text, 'utf16le');
const wider = Buffer.from(new Uint32Array(Array.from(text, each => each.charCodeAt(0))).buffer);
const cases: readonly (readonly [charset: string, bytes: Buffer])[] = [
  ['iso-8859-1', Buffer.from(text, 'latin1')],
  ['utf-16le', wide],
  ['utf-16be', Buffer.from(wide).swap16()],
  ['utf-32le', wider],
];

describe('a long answer in a file', () => {
  let folder: string;
  let file: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'jobo-utf8-'));
    file = path.join(folder, 'answer.body');
  });
  after(() => rm(folder, { recursive: true }));
  const copyOf = async (bytes: Buffer, charset: string) => {
    await writeFile(file, bytes);
    return utf8Copy(file, bytes.subarray(0, 1_000), `application/json; charset=${charset}`);
  };

  for (const [charset, bytes] of cases) {
    it(`${charset}: has a copy in UTF-8 beside it, for its owner alone`, async () => {
      const copy = await copyOf(bytes, charset);
      assert.ok(copy);
      assert.equal(path.dirname(copy), folder);
      assert.ok((await readFile(copy, 'utf8')) === text);
      assert.equal((await stat(copy)).mode & 0o077, 0);
      assert.ok(bytes.equals(await readFile(file)));
      await rm(copy);
    });
  }

  it('has none where it is UTF-8', async () => {
    assert.equal(await copyOf(Buffer.from(text), 'utf-8'), undefined);
  });

  it('leaves no half copy behind where it cannot be read', async () => {
    const gone = path.join(folder, 'gone.body');
    await assert.rejects(utf8Copy(gone, Buffer.from([0xe4]), 'text/plain; charset=latin1'));
    assert.ok(!existsSync(`${gone}.utf8`));
  });
});
