import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Exchange } from '../../../src/core/exchange';
import { folderStore } from '../../../src/core/disk/folderStore';
import type { History } from '../../../src/core/history/history';
import { type HistoryOptions } from '../../../src/core/history/history';
import { historyOn } from '../history/historyOn';
import { at, row } from '../history/rows';
import { tempFolder } from '../../support/tempFolder';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

describe('free reads, written together', () => {
  const folder = tempFolder();
  let failures: unknown[];
  beforeEach(() => {
    failures = [];
  });
  afterEach(() => {
    assert.deepEqual(failures, []);
  });

  const open = (changes: Partial<HistoryOptions> = {}) =>
    historyOn({
      store: folderStore(folder()),
      failed: failure => failures.push(failure),
      ...changes,
    });
  const reopened = async (changes?: Partial<HistoryOptions>) => {
    const history = open(changes);
    await history.load();
    return history;
  };
  const idsOf = (history: History) => history.rows().map(({ exchange }) => exchange.id);
  const names = async () => (await fs.readdir(folder())).sort();
  /** A run that came and ended, as the explorer records it. */
  const read = (
    history: History,
    id: string,
    body = bytesOf(`body of ${id}`),
    changes: Partial<Exchange> = {},
  ) => {
    const size = { bytes: body.length, contentType: 'text/plain' };
    history.recordLater(row(id, { outcome: { kind: 'running' }, ...changes }));
    history.recordLater(row(id, { body: size, ...changes }));
    history.recordBodyLater(id, body);
  };
  const several = async (...ids: string[]) => {
    const history = open();
    ids.forEach((id, index) => read(history, id, undefined, { startedAt: at(index) }));
    await history.flush();
    return history;
  };

  it('lie in one file, and are read back with their bodies', async () => {
    await several('a', 'b', 'c');
    assert.deepEqual(await names(), ['a.batch']);
    const history = await reopened();
    assert.deepEqual(idsOf(history), ['c', 'b', 'a']);
    for (const id of ['a', 'b', 'c']) {
      assert.equal(textOf(await history.readBody(id)), `body of ${id}`);
      assert.deepEqual(history.get(id)?.exchange.outcome, { kind: 'answered', status: 200 });
    }
  });

  it('lie a hundred in a file', async () => {
    const ids = Array.from({ length: 201 }, (_, index) => `r${index}`);
    await several(...ids);
    assert.deepEqual(await names(), ['r0.batch', 'r100.batch', 'r200.batch']);
    assert.deepEqual(idsOf(await reopened()).sort(), ids.toSorted());
  });

  it('keep every byte of a body, none at all included', async () => {
    const history = open();
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    const lines = bytesOf('{"version":1}\n\n{"a":"\u2028"}\r\n');
    for (const [id, body] of Object.entries({ all, lines, none: bytesOf('') }))
      read(history, id, body);
    history.recordLater(row('bodiless'));
    await history.flush();
    assert.equal((await names()).length, 1);
    const later = await reopened();
    assert.deepEqual(Buffer.from((await later.readBody('all')) ?? []), Buffer.from(all));
    assert.deepEqual(Buffer.from((await later.readBody('lines')) ?? []), Buffer.from(lines));
    assert.equal((await later.readBody('none'))?.length, 0);
    assert.equal(await later.readBody('bodiless'), undefined);
  });

  it('give a body a file of its own from 64 KiB on', async () => {
    const history = open();
    const most = Buffer.alloc(64 * 1024, 'm');
    const more = Buffer.alloc(64 * 1024 + 1, 'n');
    read(history, 'most', most);
    read(history, 'more', more);
    await history.flush();
    assert.deepEqual(await names(), ['more.body', 'most.batch']);
    const later = await reopened();
    assert.deepEqual(Buffer.from((await later.readBody('most')) ?? []), most);
    assert.deepEqual(Buffer.from((await later.readBody('more')) ?? []), more);
    await later.clear();
    assert.deepEqual(await names(), []);
  });

  it('leave the file with the last of them, in this window and after a reload', async () => {
    for (const again of [false, true]) {
      const first = await several('a', 'b', 'c');
      let most = 3;
      const bounds = () => ({ rows: most, bytes: 10_000_000 });
      const history = again ? await reopened({ bounds }) : first;
      if (!again) {
        await history.clear();
      } else {
        for (const left of [2, 1]) {
          most = left;
          await history.flush();
          assert.deepEqual(await names(), ['a.batch']);
          assert.equal(textOf(await history.readBody('c')), 'body of c');
        }
        await history.clear();
      }
      assert.deepEqual(await names(), []);
    }
  });

  it('do not come back under the bounds once they were pruned', async () => {
    await several('a', 'b', 'c');
    const bounds = () => ({ rows: 1, bytes: 10_000_000 });
    assert.deepEqual(idsOf(await reopened({ bounds })), ['c']);
    assert.deepEqual(idsOf(await reopened({ bounds })), ['c']);
  });

  it('show the newest state of a run that was written again', async () => {
    const history = await several('a', 'b');
    const settled = row('a', { credits: { charged: 3, settledLater: true } });
    await history.record(settled);
    assert.deepEqual(await names(), ['a.batch', 'a.json']);
    for (const again of [open(), open()]) {
      await again.load();
      assert.deepEqual(again.get('a')?.exchange.credits, { charged: 3, settledLater: true });
      assert.equal(textOf(await again.readBody('a')), 'body of a');
    }
    const later = await reopened();
    await later.clear();
    assert.deepEqual(await names(), []);
  });

  it('show the newest state of a run that was written again while its batch was', async () => {
    const history = open();
    read(history, 'a');
    read(history, 'b');
    const flushed = history.flush();
    await Promise.resolve();
    const settled = row('a', { credits: { charged: 3, settledLater: true } });
    await Promise.all([flushed, history.record(settled)]);
    await history.flush();
    const { exchange } = (await reopened()).get('a') ?? assert.fail('not kept');
    assert.deepEqual(exchange.credits, { charged: 3, settledLater: true });
  });

  it('are gone after a clear in the middle of writing them', async () => {
    for (let turns = 0; turns < 40; turns += 1) {
      const history = open();
      for (const id of ['a', 'b']) read(history, id);
      read(history, 'long', Buffer.alloc(70_000));
      const flushed = history.flush();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      if (turns > 20) await new Promise(resolve => setImmediate(resolve));
      await Promise.all([history.clear(), flushed]);
      await history.flush();
      assert.deepEqual(await names(), [], `after ${turns} turns`);
      assert.deepEqual(idsOf(history), []);
    }
  });

  it('are gone after a clear while a slow one is written again with its body', async () => {
    for (let turns = 0; turns < 60; turns += 1) {
      const history = open();
      await history.load();
      history.recordLater(row('slow', { outcome: { kind: 'running' } }));
      await history.flush();
      history.recordLater(row('slow'));
      history.recordBodyLater('slow', bytesOf('late'));
      const flushed = history.flush();
      for (let turn = 0; turn < turns % 20; turn += 1) await Promise.resolve();
      for (let turn = 0; turn < turns / 20; turn += 1)
        await new Promise(resolve => setImmediate(resolve));
      await Promise.all([history.clear(), flushed]);
      await history.flush();
      assert.deepEqual(await names(), [], `after ${turns} turns`);
    }
  });

  it('are read past damage: a cut line, a line that is none, lines that were lost', async () => {
    await several('a', 'b', 'c', 'd');
    const file = path.join(folder(), 'a.batch');
    const lines = (await fs.readFile(file, 'utf8')).split('\n');
    const damaged = (change: (lines: string[]) => string[]) => change([...lines]).join('\n');
    const cases: Record<string, [string, string[]]> = {
      'cut in the last body': [lines.join('\n').slice(0, -6), ['a', 'b', 'c', 'd']],
      'cut in the last row': [
        damaged(all => [...all.slice(0, 6), '{"version":1,"exch']),
        ['a', 'b', 'c'],
      ],
      'cut to nothing': ['', []],
      'a row of zeros': [damaged(all => all.with(2, '\0'.repeat(500))), ['a', 'c', 'd']],
      'a foreign line between two runs': [
        damaged(all => all.toSpliced(2, 0, 'garbage')),
        ['a', 'b', 'c', 'd'],
      ],
      'a body that was lost': [damaged(all => all.toSpliced(3, 1)), ['a', 'b', 'c', 'd']],
      'a row that was lost': [damaged(all => all.toSpliced(2, 1)), ['a', 'c', 'd']],
      'a body that is none': [damaged(all => all.with(3, '\0\u{1f600}')), ['a', 'b', 'c', 'd']],
    };
    for (const [name, [text, ids]] of Object.entries(cases)) {
      await fs.writeFile(file, text);
      const history = await reopened();
      assert.deepEqual(idsOf(history).sort(), ids, name);
      for (const id of idsOf(history)) {
        const body = textOf(await history.readBody(id));
        assert.ok(body === undefined || body === `body of ${id}`, `${name}: ${id} has ${body}`);
      }
      assert.ok(ids.length === 0 || textOf(await history.readBody('a')) === 'body of a', name);
    }
  });

  it('of two windows do not disturb each other', async () => {
    const [one, two] = [open(), open({ window: { pid: 200, id: 'other' }, alive: () => true })];
    read(one, 'a1');
    read(one, 'a2');
    read(two, 'b1');
    read(two, 'b2');
    await Promise.all([one.flush(), two.flush()]);
    assert.deepEqual(await names(), ['a1.batch', 'b1.batch']);
    await one.load();
    assert.deepEqual(idsOf(one).sort(), ['a1', 'a2', 'b1', 'b2']);
    assert.equal(textOf(await one.readBody('b2')), 'body of b2');
    read(two, 'b3');
    await Promise.all([one.clear(), two.flush()]);
    assert.equal(await two.readBody('b1'), undefined);
    assert.equal(textOf(await two.readBody('b3')), 'body of b3');
    await two.clear();
    assert.deepEqual(await names(), []);
  });
});
