import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { saveWhole, type FileContent } from '../../../src/core/disk/saveWhole';
import { tempFolder } from '../../support/tempFolder';

const onPosix = process.platform !== 'win32';
const bytes = Buffer.from('the answer');
const asRoot = (program: string, ...args: readonly string[]) => execFileSync(program, args);

describe('a file that is written whole or not at all', () => {
  const folder = tempFolder();
  beforeEach(async () => {
    await fs.writeFile(at('source'), bytes, { mode: 0o600 });
  });
  const at = (name: string) => path.join(folder(), name);
  const text = (name: string) => fs.readFile(at(name), 'utf8');
  const names = async () => (await fs.readdir(folder())).filter(name => name !== 'source').sort();
  const modeOf = async (name: string) => (await fs.stat(at(name))).mode & 0o777;

  const contents: Readonly<Record<string, () => FileContent>> = {
    bytes: () => ({ bytes }),
    'a copy': () => ({ copyOf: at('source') }),
    'the file itself': () => ({ moved: at('source') }),
  };
  for (const [name, content] of Object.entries(contents)) {
    describe(`of ${name}`, () => {
      it('takes a new place, and the one of an older file', async () => {
        await saveWhole(at('new'), content());
        assert.equal(await text('new'), 'the answer');
        assert.equal(existsSync(at('source')), name !== 'the file itself');
        assert.deepEqual(await names(), ['new']);
      });

      it('keeps the rights of the older file, and gives a new one those of any', async () => {
        await fs.writeFile(at('old'), 'old');
        await fs.chmod(at('old'), 0o640);
        await fs.writeFile(at('ordinary'), '');
        await saveWhole(at('old'), content());
        assert.equal(await text('old'), 'the answer');
        if (onPosix) assert.equal(await modeOf('old'), 0o640);
        await fs.writeFile(at('source'), bytes, { mode: 0o600 });
        await saveWhole(at('new'), content());
        assert.equal(await modeOf('new'), await modeOf('ordinary'));
      });

      it('takes the place of a link, and leaves alone what that points to', async () => {
        await fs.mkdir(at('elsewhere'));
        await fs.writeFile(at('elsewhere/file'), 'not chosen');
        for (const [link, target] of [
          ['link', at('elsewhere/file')],
          ['dangling', at('elsewhere/nothing')],
        ] as const) {
          await fs.symlink(target, at(link));
          await fs.writeFile(at('source'), bytes);
          await saveWhole(at(link), content());
          assert.ok((await fs.lstat(at(link))).isFile());
          assert.equal(await text(link), 'the answer');
        }
        assert.equal(await text('elsewhere/file'), 'not chosen');
        assert.deepEqual(await fs.readdir(at('elsewhere')), ['file']);
      });

      it('leaves nothing behind where it fails, and loses nothing', async () => {
        await fs.mkdir(at('folder'));
        await assert.rejects(saveWhole(at('folder'), content()), /no file/);
        await assert.rejects(saveWhole(at('nowhere/file'), content()), /ENOENT/);
        assert.deepEqual(await names(), ['folder']);
        assert.equal(await text('source'), 'the answer');
      });
    });
  }

  it('leaves the older file whole where the source is gone', async () => {
    await fs.writeFile(at('old'), 'old');
    for (const content of [{ copyOf: at('gone') }, { moved: at('gone') }])
      await assert.rejects(saveWhole(at('old'), content), /ENOENT/);
    assert.equal(await text('old'), 'old');
    assert.deepEqual(await names(), ['old']);
  });

  it('can be a copy of the file itself', async () => {
    await saveWhole(at('source'), { copyOf: at('source') });
    assert.equal(await text('source'), 'the answer');
    assert.deepEqual(await names(), []);
  });

  it('takes a name as long as names may be', async () => {
    const long = 'n'.repeat(255);
    await saveWhole(at(long), { bytes });
    assert.deepEqual(await names(), [long]);
  });

  it('leaves the older file whole where what it is to hold cannot be read', async () => {
    await fs.writeFile(at('old'), 'old');
    await fs.mkdir(at('folder'));
    await assert.rejects(saveWhole(at('old'), { copyOf: at('folder') }));
    assert.equal(await text('old'), 'old');
    assert.deepEqual(await names(), ['folder', 'old']);
  });

  // Only who may mount can have a disk that is full.
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  it('leaves the older file whole on a full disk', async () => {
    const disk = at('disk');
    await fs.mkdir(disk);
    asRoot('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk);
    try {
      const file = path.join(disk, 'old');
      await fs.writeFile(file, 'old');
      await fs.writeFile(at('long'), Buffer.alloc(200_000));
      for (const content of [
        { bytes: Buffer.alloc(200_000) },
        { copyOf: at('long') },
        { moved: at('long') },
      ]) {
        await assert.rejects(saveWhole(file, content), /ENOSPC/);
        assert.equal(await fs.readFile(file, 'utf8'), 'old');
        assert.deepEqual(await fs.readdir(disk), ['old']);
        assert.ok(existsSync(at('long')));
      }
      await saveWhole(file, { moved: at('source') });
      assert.equal(await fs.readFile(file, 'utf8'), 'the answer');
      assert.ok(!existsSync(at('source')));
    } finally {
      asRoot('umount', disk);
    }
  });
});
