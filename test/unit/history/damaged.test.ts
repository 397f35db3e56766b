import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { repeatedBy } from '../../../src/core/credits/repeats';
import { settle } from '../../../src/core/credits/settle';
import { findOperation } from '../../../src/core/catalog/catalog';
import { folderStore } from '../../../src/core/disk/folderStore';
import type { History } from '../../../src/core/history/history';
import { type HistoryOptions } from '../../../src/core/history/history';
import { rowVersion } from '../../../src/core/history/row';
import { runChainOf } from '../../../src/core/history/runChain';
import { makePipe } from '../../support/makePipe';
import { tempFolder } from '../../support/tempFolder';
import { historyOn } from './historyOn';
import { answered, at, row } from './rows';

const text = JSON.stringify(row('x'));
const asNewer = (line: string) =>
  line.replace(`"version":${rowVersion}`, `"version":${rowVersion + 1}`);
const paid = { operationId: 'searchJobs', startedAt: at(5), attempts: [answered(200)] };

/** Files that are no rows of ours, by name; what makes them, where text alone cannot. */
const damaged: Readonly<Record<string, string | ((file: string) => Promise<unknown>)>> = {
  'no-start.json': text.replace(/"startedAt":"[^"]*",/, ''),
  'null-attempt.json': text.replace('"attempts":[]', '"attempts":[null]'),
  'no-body.json': text.replace(/"body":\{[^}]*\},/, ''),
  'no-credits.json': text.replace(/,"credits":\{\}/, ''),
  'bad-url.json': text.replace(/"url":"[^"]*"/, '"url":"::"'),
  'newer.json': asNewer(text),
  'cut.json': text.slice(0, 100),
  'empty.json': '',
  'deep.json': '['.repeat(1_000_000),
  'proto.json': '{"__proto__":{"version":1}}',
  'zeros.json': '\0'.repeat(4_000),
  'folder.json': file => fs.mkdir(file),
  'folder.batch': file => fs.mkdir(file),
  'broken-link.json': file => fs.symlink(`${file}.nowhere`, file),
  'circle.json': file => fs.symlink(file, file),
  'huge.json': file => fs.truncate(file, 60_000_000),
  'huge.batch': file => fs.truncate(file, 60_000_000),
};

describe('a history with damaged files', () => {
  const folder = tempFolder();
  let failures: unknown[];
  let told: number[];
  beforeEach(() => {
    failures = [];
    told = [];
  });

  const open = (changes: Partial<HistoryOptions> = {}) =>
    historyOn({
      store: folderStore(folder()),
      bounds: () => ({ rows: 100, bytes: 1_000_000 }),
      failed: failure => failures.push(failure),
      leftOut: count => told.push(count),
      ...changes,
    });
  const idsOf = (history: History) => history.rows().map(({ exchange }) => exchange.id);
  const names = async () => (await fs.readdir(folder())).sort();
  const inFolder = (name: string) => path.join(folder(), name);

  async function damage(): Promise<readonly string[]> {
    for (const [name, what] of Object.entries(damaged)) {
      if (name.startsWith('huge')) await fs.writeFile(inFolder(name), '');
      if (typeof what === 'string') await fs.writeFile(inFolder(name), what);
      else await what(inFolder(name));
    }
    for (const name of ['pipe.json', 'pipe.batch']) makePipe(inFolder(name));
    return names();
  }
  async function good(): Promise<void> {
    const store = folderStore(folder());
    await store.write(row('paid', paid), { durable: true });
    await store.writeBody('paid', Buffer.from('answer'));
    const free = row('free', { startedAt: at(2) });
    await store.writeMany?.([{ row: free, body: Buffer.from('read') }]);
  }

  it('is read past all of them, and told of them once', async () => {
    const bad = await damage();
    await good();
    const history = open();
    await history.load();
    assert.deepEqual(idsOf(history), ['paid', 'free']);
    assert.equal(Buffer.from((await history.readBody('paid')) ?? []).toString(), 'answer');
    await history.refresh();
    await history.flush();
    await history.load();
    assert.deepEqual(told, [bad.length]);
    assert.deepEqual(failures, []);
  });

  it('goes on offering, settling, following and pruning', async () => {
    await damage();
    await good();
    let most = 100;
    const history = open({ bounds: () => ({ rows: most, bytes: 1_000_000 }) });
    await history.load();
    const operation = findOperation('searchJobs') ?? assert.fail();
    const { draft } = row('x');
    const asked = { draft: { ...draft, operationId: 'searchJobs' }, operation, profile: 'Own' };
    const repeats = { ...asked, origin: 'https://api.example', keySince: 0, within: 1e9 };
    assert.doesNotThrow(() => repeatedBy(history.rows(), { ...repeats, now: Date.parse(at(60)) }));
    const answer = row('answer', { credits: { balance: 5 }, startedAt: at(50) }).exchange;
    assert.doesNotThrow(() => settle(history, answer));
    assert.doesNotThrow(() => runChainOf(history, 'paid'));
    most = 1;
    await history.flush();
    assert.deepEqual(idsOf(history), ['paid']);
    assert.deepEqual(failures, []);
  });

  it('leaves them where they are, whatever is cleared', async () => {
    const bad = await damage();
    await good();
    const history = open();
    await history.clear();
    assert.deepEqual(idsOf(history), []);
    assert.deepEqual(await names(), bad);
    assert.deepEqual(failures, []);
  });

  it('keeps rows of a newer version that lie together with ours, and nothing else of that file', async () => {
    const store = folderStore(folder());
    const runs = ['a', 'b', 'c'].map(id => ({ row: row(id), body: Buffer.from(`body of ${id}`) }));
    await store.writeMany?.(runs);
    const lines = (await fs.readFile(inFolder('a.batch'), 'utf8')).split('\n');
    const newer = asNewer(lines[2] ?? '');
    await fs.writeFile(inFolder('a.batch'), lines.with(2, newer).join('\n'));
    const history = open();
    await history.load();
    assert.deepEqual(idsOf(history).sort(), ['a', 'c']);
    assert.deepEqual(told, [1]);
    await history.clear();
    assert.equal(await fs.readFile(inFolder('a.batch'), 'utf8'), `${newer}\n${lines[3] ?? ''}\n`);
  });

  it('does not mind a body without a row, or a folder in the place of a body', async () => {
    await good();
    await fs.writeFile(inFolder('lonely.body'), 'x');
    await fs.rm(inFolder('paid.body'));
    await fs.mkdir(inFolder('paid.body'));
    const history = open();
    await history.load();
    assert.deepEqual(idsOf(history), ['paid', 'free']);
    assert.equal(await history.readBody('paid'), undefined);
    await history.clear();
    assert.deepEqual(await names(), ['lonely.body', 'paid.body']);
    assert.deepEqual([told, failures], [[], []]);
  });

  it('prunes all others where one cannot be removed, and tells of it once', async () => {
    const store = folderStore(folder());
    for (const n of [1, 2, 3, 4])
      await store.write(row(`r${n}`, { startedAt: at(n) }), { durable: true });
    const stubborn = {
      ...store,
      remove: (id: string) =>
        id === 'r2' ? Promise.reject(new Error('in use')) : store.remove(id),
    };
    const history = open({ store: stubborn, bounds: () => ({ rows: 1, bytes: 1_000 }) });
    await history.load();
    await history.flush();
    assert.deepEqual(idsOf(history), ['r4']);
    assert.deepEqual(await names(), ['r2.json', 'r4.json']);
    assert.equal(failures.length, 1);
  });

  it('is read a second time where the folder could not be the first time, which is told once', async () => {
    await good();
    const store = folderStore(folder());
    let refuses = true;
    const readAll = () => (refuses ? Promise.reject(new Error('no rights')) : store.readAll());
    const history = open({ store: { ...store, readAll } });
    await history.load();
    await history.refresh();
    assert.deepEqual([idsOf(history), failures.length], [[], 1]);
    refuses = false;
    await history.refresh();
    assert.deepEqual(idsOf(history), ['paid', 'free']);
  });

  it('reads a file that could not be read once as soon as it can be', async () => {
    await good();
    const whole = await fs.readFile(inFolder('paid.json'), 'utf8');
    const batch = await fs.readFile(inFolder('free.batch'), 'utf8');
    await fs.writeFile(inFolder('paid.json'), whole.slice(0, 50));
    await fs.writeFile(inFolder('free.batch'), batch.slice(0, 50));
    await fs.mkdir(inFolder('later.json'));
    const history = open();
    await history.load();
    assert.deepEqual([idsOf(history), history.isWhole], [[], false]);
    await fs.writeFile(inFolder('paid.json'), whole);
    await fs.writeFile(inFolder('free.batch'), batch);
    await fs.rmdir(inFolder('later.json'));
    await fs.writeFile(inFolder('later.json'), JSON.stringify(row('later', { startedAt: at(9) })));
    await history.refresh();
    assert.deepEqual([idsOf(history), history.isWhole], [['later', 'paid', 'free'], true]);
  });

  it('is whole again once what cannot be read is gone', async () => {
    await fs.mkdir(inFolder('folder.json'));
    await fs.writeFile(inFolder('cut.json'), 'x');
    const history = open();
    await history.load();
    assert.equal(history.isWhole, false);
    await fs.rmdir(inFolder('folder.json'));
    await fs.rm(inFolder('cut.json'));
    await history.refresh();
    assert.equal(history.isWhole, true);
  });

  it('ends a run that was cut off, also where nothing can be said about it', async () => {
    const odd = row(
      'odd',
      { operationId: '__proto__', outcome: { kind: 'running' } },
      { pid: 7, window: 'w' },
    );
    await folderStore(folder()).write(odd, { durable: true });
    await good();
    const history = open();
    await history.load();
    assert.deepEqual(history.get('odd')?.exchange.outcome, { kind: 'interrupted', sent: true });
    assert.equal(history.rows().length, 3);
  });
});
