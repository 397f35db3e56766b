import assert from 'node:assert/strict';
import { keptWithBody } from '../../../src/core/credits/keptWithBody';
import { answered, at, row } from '../history/rows';

const run = (id: string, second = 0) =>
  row(id, { attempts: [{ ...answered(200), startedAt: at(second) }] }).exchange;

/** Whose body comes how long after the first look, in milliseconds. */
async function found(comes: Readonly<Record<string, number>>, runs = [run('a')], later = 100) {
  let passed = 0;
  const kept = await keptWithBody(runs, {
    hasBody: id => Promise.resolve(passed >= (comes[id] ?? Infinity)),
    now: () => Date.parse(at(0)) + later + passed,
    wait: ms => Promise.resolve((passed += ms)),
  });
  return [kept?.id, passed] as const;
}

describe('a kept answer that another window has just got', () => {
  it('is the one whose body is there', async () => {
    assert.deepEqual(await found({ a: 0 }), ['a', 0]);
    assert.deepEqual(await found({ b: 0 }, [run('a', -60), run('b', -70)]), ['b', 0]);
  });

  it('is given a moment for its body', async () => {
    assert.equal((await found({ a: 1 }))[0], 'a');
    assert.equal((await found({ a: 900 }))[0], 'a');
  });

  it('is not waited for any longer, however many there are', async () => {
    const [id, waited] = await found(
      {},
      ['a', 'b', 'c'].map(name => run(name)),
    );
    assert.deepEqual([id, waited], [undefined, 1_000]);
  });

  it('is not waited for where it is older: its body was not kept', async () => {
    assert.deepEqual(await found({ a: 1 }, [run('a')], 5_100), [undefined, 0]);
  });
});
