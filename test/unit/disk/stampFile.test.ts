import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stampFile } from '../../../src/core/disk/stampFile';
import { tempFolder } from '../../support/tempFolder';

describe('a stamp that windows share', () => {
  const folder = tempFolder();
  const file = () => path.join(folder(), 'made', 'first', 'keys.changed');

  it('stays the same until it changes, and is never the same again', async () => {
    const [one, two] = [stampFile(file()), stampFile(file())];
    const seen = new Set([one.read()]);
    assert.equal(two.read(), one.read(), 'also before the first change');
    for (let count = 1; count <= 200; count += 1) {
      await (count % 2 === 0 ? one : two).change();
      seen.add(one.read());
      assert.equal(two.read(), one.read());
      assert.equal(seen.size, count + 1, `change ${count}`);
    }
  });

  it('counts each of many changes at once, by whichever window', async () => {
    const stamp = stampFile(file());
    await Promise.all(Array.from({ length: 50 }, () => stampFile(file()).change()));
    assert.match(stamp.read() ?? '', /^50 /);
  });

  it('has changed where its file was removed', async () => {
    const stamp = stampFile(file());
    await stamp.change();
    const before = stamp.read();
    await rm(file());
    assert.notEqual(stamp.read(), before);
  });

  it('cannot be told where something else is in the way, and says that it could not be changed', async () => {
    await writeFile(path.join(folder(), 'taken'), '');
    const stamp = stampFile(path.join(folder(), 'taken', 'keys.changed'));
    assert.equal(stamp.read(), undefined);
    await assert.rejects(stamp.change());
  });
});
