import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { isGood, isUse } from '../../../src/core/exchange';
import { folderStore } from '../../../src/core/disk/folderStore';
import { parseRow, rowVersion } from '../../../src/core/history/row';
import { historyOn } from './historyOn';
import { row } from './rows';
import { tempFolder } from '../../support/tempFolder';

const goldens = path.resolve(__dirname, '../../golden/history');

describe('rows of other versions', () => {
  const folder = tempFolder();

  const open = (rows = 100) =>
    historyOn({
      store: folderStore(folder()),
      bounds: () => ({ rows, bytes: 1_000_000 }),
      now: () => 0,
      failed: failure => assert.fail(String(failure)),
    });

  it('of version 1, as it was written then, are read', async () => {
    const names = (await fs.readdir(goldens)).filter(name => name.startsWith('1-'));
    for (const name of names)
      await fs.copyFile(path.join(goldens, name), path.join(folder(), name));
    const history = open();
    await history.load();
    const ended = (status: number) =>
      history
        .rows()
        .find(({ exchange: { outcome } }) => 'status' in outcome && outcome.status === status) ??
      assert.fail(`no row with ${status}`);
    const [repeated, refused] = [ended(200), ended(402)];
    assert.equal(history.rows().length, names.length);
    for (const { version, draft, owner, idempotencyKey } of [repeated, refused]) {
      assert.equal(version, rowVersion);
      assert.equal(draft.operationId, 'searchJobs');
      assert.equal(typeof owner.window, 'string');
      assert.ok(idempotencyKey.length > 0);
    }
    assert.equal(refused.exchange.diagnosis?.code, 'insufficientCredits');
    assert.deepEqual(refused.exchange.credits, { balance: 120.5, required: 300 });
    const [first, second] = repeated.exchange.attempts;
    assert.deepEqual([first?.status, first?.waitReason, second?.status], [429, 'server', 200]);
  });

  it('of version 1 that checked a key say so, and explain no key that works', async () => {
    const read = async (name: string) =>
      parseRow(await fs.readFile(path.join(goldens, `${name}.json`), 'utf8'))?.exchange ??
      assert.fail(`${name} is not read`);
    const works = await read('1-key-works');
    assert.deepEqual([works.purpose, works.diagnosis], ['keyCheck', undefined]);
    assert.ok(isGood(works) && !isUse(works));
    const rejected = await read('1-key-rejected');
    assert.deepEqual([rejected.purpose, rejected.diagnosis?.code], ['keyCheck', 'keyRejected']);
    assert.ok(!isGood(rejected) && !isUse(rejected));
  });

  it('of version 1 that checked no key get no purpose, and neither does a row of today', () => {
    const zero = '00000000-0000-0000-0000-000000000000';
    const purposeOf = (version: number, operationId: string, url: string) => {
      const base = row('a', { operationId, url });
      const kept = parseRow(JSON.stringify({ ...base, version }));
      return (kept ?? assert.fail(url)).exchange.purpose;
    };
    const check = `https://api.example/api/jobs/${zero}`;
    assert.equal(purposeOf(1, 'getJob', check), 'keyCheck');
    assert.equal(purposeOf(2, 'getJob', check), undefined);
    assert.equal(purposeOf(1, 'getCompany', check), undefined);
    assert.equal(purposeOf(1, 'getJob', `${check}?a=1`), undefined);
    assert.equal(purposeOf(1, 'getJob', `https://api.example/api/jobs/1?id=${zero}`), undefined);
  });

  it('of version 1 that are no rows are none after the way', () => {
    const rows = [{}, { exchange: 5 }, { exchange: { operationId: 'getJob', url: 5 } }];
    for (const given of rows)
      assert.equal(parseRow(JSON.stringify({ version: 1, ...given })), undefined);
  });

  it('of version 1 are read where several lie in one file', async () => {
    const names = (await fs.readdir(goldens)).filter(name => name.startsWith('1-'));
    const texts = await Promise.all(
      names.map(name => fs.readFile(path.join(goldens, name), 'utf8')),
    );
    const lines = texts.map(text => `${JSON.stringify(JSON.parse(text))}\n\n`);
    await fs.writeFile(path.join(folder(), 'several.batch'), lines.join(''));
    const history = open();
    await history.load();
    assert.equal(history.rows().length, names.length);
    for (const { version } of history.rows()) assert.equal(version, rowVersion);
  });

  it('newer than this one stay on disk, whatever is pruned or cleared', async () => {
    const newer = { ...row('newer'), version: rowVersion + 1, shape: 'unknown' };
    const files = {
      'newer.json': JSON.stringify(newer),
      'newer.body': 'its body',
      'newest.batch': `${JSON.stringify({ ...newer, exchange: { id: 'another' } })}\n\n`,
    };
    for (const [name, text] of Object.entries(files))
      await fs.writeFile(path.join(folder(), name), text);
    const history = open(1);
    await history.record(row('a'));
    await history.record(row('b'));
    await history.load();
    assert.deepEqual(
      history.rows().map(({ exchange }) => exchange.id),
      ['a'],
    );
    await history.clear();
    await history.flush();
    assert.deepEqual((await fs.readdir(folder())).sort(), Object.keys(files).sort());
    for (const [name, text] of Object.entries(files))
      assert.equal(await fs.readFile(path.join(folder(), name), 'utf8'), text);
    assert.equal(parseRow(files['newer.json']), undefined);
  });
});
