import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { timedId } from '../../../src/core/common/timedId';
import { newestFiles } from '../../../src/core/disk/newestFiles';
import { tempFolder } from '../../support/tempFolder';

describe('newestFiles', () => {
  const folder = tempFolder();
  const write = async (name: string, second: number) => {
    await fs.writeFile(path.join(folder(), name), '');
    await fs.utimes(path.join(folder(), name), second, second);
    return name;
  };
  const newest = async (enough: number) =>
    newestFiles(folder(), (await fs.readdir(folder())).sort(), enough);
  const timed = (now: number, second: number) =>
    write(`${timedId({ now: () => now })}.json`, second);

  it('goes by the time in a name, whenever the file was written again', async () => {
    const [old, latest, mid] = [await timed(1, 30), await timed(3, 10), await timed(2, 20)];
    assert.deepEqual(await newest(3), [latest, mid, old]);
  });

  it('goes by when a file was written where its name has no time, and has one that is gone last', async () => {
    for (const [name, second] of [
      ['a.json', 2],
      ['b.json', 3],
      ['c.batch', 1],
    ] as const)
      await write(name, second);
    const names = ['gone.json', ...(await fs.readdir(folder()))];
    const sorted = ['b.json', 'a.json', 'c.batch', 'gone.json'];
    assert.deepEqual(await newestFiles(folder(), names, 100), sorted);
  });

  it('has those of earlier versions behind the others, and asks of none where these are enough', async () => {
    await write('a.json', 1);
    await write('b.json', 2);
    const [first, second] = [await timed(1, 1), await timed(2, 1)];
    assert.deepEqual(await newest(3), [second, first, 'b.json', 'a.json']);
    assert.deepEqual(await newest(2), [second, first, 'a.json', 'b.json']);
  });
});
