import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { costing, started, windowOn } from './guardWindow';

const today = '2026-05-04.jsonl';
const earlier = '2026-05-02.jsonl';

describe('a limit that cannot be checked', () => {
  let folder: string;
  beforeEach(async () => {
    folder = path.join(await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-unread-')), 'spending');
  });
  afterEach(() => fs.rm(path.dirname(folder), { recursive: true }));

  /** Each stands in the way of reading, whoever reads. */
  const inTheWay: Readonly<Record<string, () => Promise<unknown>>> = {
    'a folder in place of today’s ledger': () =>
      fs.mkdir(path.join(folder, today), { recursive: true }),
    'a link that leads to itself in its place': async () => {
      await fs.mkdir(folder);
      await fs.symlink(today, path.join(folder, today));
    },
    'a file in place of the ledger’s folder': () => fs.writeFile(folder, ''),
  };

  for (const [what, put] of Object.entries(inTheWay))
    describe(`because of ${what}`, () => {
      beforeEach(put);

      for (const [limits, unchecked] of [
        [{ day: 1_000 }, ['day']],
        [{ session: 1_000 }, ['session']],
        [{ day: 1_000, session: 1_000, run: 1_000 }, ['session', 'day']],
      ] as const)
        it(`is asked about: ${unchecked.join(' and ')}`, async () => {
          const { admit, asked, failures } = windowOn(folder, { limits });
          assert.equal(await admit(1), false);
          assert.deepEqual(
            asked.map(question => [question.over, question.unchecked]),
            [[unchecked, unchecked]],
          );
          assert.ok(failures.length > 0);
        });

      it('is asked about once, goes where the person says so, and counts in this window', async () => {
        const window = windowOn(folder, { limits: { day: 100 }, answer: () => true });
        assert.equal(await window.admit(60), true);
        assert.equal(await window.admit(60), true);
        assert.deepEqual(
          window.asked.map(({ unchecked, spending }) => [unchecked, spending.day]),
          [
            [['day'], 0],
            [['day'], 60],
          ],
        );
      });

      it('asks nothing where there is no such limit, nor for what is free', async () => {
        const limited = windowOn(folder, { limits: { day: 1, session: 1 } });
        assert.equal(await limited.admit(0), true);
        const { admit, asked } = windowOn(folder, { limits: { run: 100 } });
        assert.equal(await admit(100), true);
        assert.deepEqual([...limited.asked, ...asked], []);
      });

      it('is checked again once it can be', async () => {
        const { admit, asked } = windowOn(folder, { limits: { day: 100 } });
        assert.equal(await admit(60), false);
        await fs.rm(folder, { recursive: true });
        assert.equal(await admit(60), true);
        assert.equal(asked.length, 1);
      });

      it('stands in the question about a fix that costs more', async () => {
        const { decide, asked } = windowOn(folder, { limits: { day: 100 } });
        const fixedRun = { exchange: started(), draft: costing(1) };
        assert.deepEqual(await decide(2, { fixedRun }), { kind: 'refused' });
        assert.deepEqual(
          asked.map(question => [question.fixedRunUpTo, question.unchecked]),
          [[1, ['day']]],
        );
      });
    });

  it('is the one of the window alone where an earlier day cannot be read', async () => {
    await fs.mkdir(path.join(folder, earlier), { recursive: true });
    const { admit, asked } = windowOn(folder, { limits: { day: 100, session: 100 } });
    assert.equal(await admit(1), false);
    assert.deepEqual(asked[0]?.unchecked, ['session']);
    await fs.rmdir(path.join(folder, earlier));
    assert.equal(await admit(1), true);
  });

  it('is asked about where a run cannot be written down, of which no other window would know', async () => {
    const file = path.join(folder, today);
    await fs.mkdir(folder);
    let isFull = true;
    const window = windowOn(folder, {
      limits: { day: 100 },
      append: () => (isFull ? Promise.reject(new Error('full')) : undefined),
    });
    assert.equal(await window.admit(60), false);
    assert.deepEqual(window.asked[0]?.unchecked, ['day']);
    assert.deepEqual(await window.spending(), { session: 0, day: 0 });
    isFull = false;
    assert.equal(await window.admit(60), true);
    assert.match(await fs.readFile(file, 'utf8'), /"state":"open"/);
  });
});
