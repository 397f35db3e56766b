import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Kept } from '../../../src/core/vocabulary/kept';
import { keptFile } from '../../../src/core/disk/keptFile';
import { makePipe } from '../../support/makePipe';
import { tempFolder } from '../../support/tempFolder';
import { wrongValues } from '../kept/wrongValues';

const good = {
  profile: 'Own',
  origin: 'https://api.example',
  lane: 'skills',
  query: 'go',
  at: 1,
  whole: true,
  rows: [{ value: 'golang' }],
};

describe('the vocabulary file', () => {
  const folder = tempFolder();
  const file = () => path.join(folder(), 'vocabulary.json');
  const read = async () => {
    const kept = new Kept(keptFile(file()));
    await kept.load();
    return kept.of(good.profile, good.origin, good.lane);
  };

  it('is read past whatever lies in it, and good answers stay', async () => {
    for (const wrong of wrongValues) {
      const members = Object.keys(good).map(name => ({ ...good, [name]: wrong }));
      const answers = [wrong, ...members, { ...good, rows: [wrong, ...good.rows] }];
      for (const text of [wrong, { version: wrong }, { version: 1, answers: wrong }]) {
        await fs.writeFile(file(), JSON.stringify(text));
        await read();
      }
      await fs.writeFile(file(), JSON.stringify({ version: 1, answers: [...answers, good] }));
      assert.deepEqual((await read()).at(-1)?.rows, good.rows);
    }
  });

  it('is none where it is no file, or far too long', async () => {
    await fs.mkdir(file());
    assert.deepEqual(await read(), []);
    await fs.rmdir(file());
    if (makePipe(file())) assert.deepEqual(await read(), []);
    await fs.rm(file(), { force: true });
    await fs.writeFile(file(), '');
    await fs.truncate(file(), 60_000_000);
    assert.deepEqual(await read(), []);
  });

  it('leaves nothing half-written where it cannot be replaced', async () => {
    await fs.mkdir(file());
    await assert.rejects(keptFile(file()).write('{}'));
    assert.deepEqual(await fs.readdir(folder()), ['vocabulary.json']);
  });
});
