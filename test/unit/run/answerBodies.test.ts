import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Bodies } from '../../../src/core/run/answerBodies';
import { until } from '../../support/inTime';

const megabyte = 1_048_576;
const content = (megabytes: number) => ({
  bytes: new Uint8Array(megabytes * megabyte),
  length: megabytes * megabyte,
});

describe('bodies in memory', () => {
  it('drops the oldest past 128 MiB and reads them from history again', async () => {
    const asked: string[] = [];
    const bodies = new Bodies(id => {
      asked.push(id);
      return Promise.resolve(new Uint8Array([1, 2, 3]));
    });
    bodies.keep('a', content(50));
    bodies.keep('b', content(50));
    assert.ok(bodies.held('a'));
    bodies.keep('c', content(50));
    assert.equal(bodies.held('a'), undefined);
    assert.ok(bodies.held('b') && bodies.held('c'));
    assert.equal((await bodies.content('a'))?.length, 3);
    assert.deepEqual(asked, ['a']);
    assert.equal(bodies.held('a')?.length, 3);
  });

  it('takes the temporary file of a body away with it, and leaves one that was saved', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-bodies-'));
    const [temporary, saved, kept] = ['temporary', 'saved', 'kept'].map(name =>
      path.join(folder, name),
    ) as [string, string, string];
    for (const file of [temporary, saved, kept]) await fs.writeFile(file, 'x');
    const bodies = new Bodies(() => Promise.resolve(undefined));
    bodies.keep('a', { ...content(50), file: temporary });
    bodies.keep('b', { ...content(50), file: saved });
    bodies.keep('b', { ...content(50), file: saved, saved: true });
    bodies.keep('c', { ...content(100), file: kept });
    assert.equal(bodies.held('a') ?? bodies.held('b'), undefined);
    await until(() => !existsSync(temporary));
    assert.deepEqual((await fs.readdir(folder)).sort(), ['kept', 'saved']);
    await fs.rm(folder, { recursive: true });
  });

  it('counts a body that is kept a second time once', () => {
    const bodies = new Bodies(() => Promise.resolve(undefined));
    bodies.keep('a', content(40));
    for (let n = 0; n < 10; n += 1) bodies.keep('b', content(40));
    assert.ok(bodies.held('a') && bodies.held('b'));
  });

  it('keeps one that is too large alone, and lets it go for the next', () => {
    const bodies = new Bodies(() => Promise.resolve(undefined));
    bodies.keep('small', content(1));
    bodies.keep('huge', content(129));
    assert.equal(bodies.held('small'), undefined);
    assert.ok(bodies.held('huge'));
    bodies.keep('next', content(1));
    assert.equal(bodies.held('huge'), undefined);
    assert.ok(bodies.held('next'));
  });
});
