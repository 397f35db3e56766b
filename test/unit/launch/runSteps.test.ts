import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import type { Tally } from '../../launch/report.mjs';
import { runSteps } from '../../launch/runSteps.mjs';
import type { Step } from '../../launch/suites.mjs';

const step = (name: string, more: Partial<Step> = {}): Step => ({
  name,
  parts: ['unit'],
  run: { npm: name },
  counts: 'check',
  ...more,
});
const one: Tally = { passed: 1, failures: [] };

describe('steps', () => {
  /** In the order in which they began and ended; each ends when all others have had their turn. */
  const play = async (steps: readonly Step[], end: (step: Step) => Promise<Tally> | Tally) => {
    const story: string[] = [];
    const running = new Set<string>();
    let most = 0;
    const { signal } = new AbortController();
    const run = async (each: Step) => {
      story.push(`${each.name} begins`);
      running.add(each.name);
      most = Math.max(most, running.size);
      await new Promise(resolve => setImmediate(resolve));
      running.delete(each.name);
      story.push(`${each.name} ends`);
      return end(each);
    };
    let printed = '';
    const write = (text: string) => void (printed += text);
    const tallies = await runSteps(steps, run, write, signal);
    return { story, most, tallies, printed };
  };

  it('run two at a time, and tell their results in their order', async () => {
    const steps = ['a', 'b', 'c', 'd'].map(name => step(name));
    const { most, tallies, printed } = await play(steps, ({ name }) => ({
      passed: name.charCodeAt(0),
      failures: [],
    }));
    assert.equal(most, Math.min(2, availableParallelism()));
    assert.deepEqual(
      tallies.map(({ passed }) => passed),
      [97, 98, 99, 100],
    );
    assert.match(printed, /── a\n── a: 97 passed, 0 failed, 0 s\n/);
  });

  it('wait for what they need and for what they come after', async () => {
    const steps = [step('c', { needs: 'b' }), step('b', { after: 'a' }), step('a')];
    const { story } = await play(steps, () => one);
    assert.deepEqual(story, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('that need one that failed are not run; those that only come after it are', async () => {
    const steps = [step('a'), step('needs a', { needs: 'a' }), step('after a', { after: 'a' })];
    const { tallies } = await play(steps, ({ name }) =>
      name === 'a' ? { passed: 0, failures: ['a: no'] } : one,
    );
    const notRun = { passed: 0, failures: ['needs a: not run, since a failed'] };
    assert.deepEqual(tallies.slice(1), [notRun, one]);
  });

  it('that cannot be run have failed, and the others are run', async () => {
    const steps = [step('a'), step('b')];
    const { tallies } = await play(steps, ({ name }) =>
      name === 'a' ? Promise.reject(new Error('the disk is full')) : one,
    );
    assert.deepEqual(tallies, [{ passed: 0, failures: ['a: the disk is full'] }, one]);
  });

  it('that have not begun when it is interrupted never do', async () => {
    const stop = new AbortController();
    const steps = [step('a'), step('b', { after: 'a' })];
    const run = () => {
      stop.abort();
      return Promise.resolve(one);
    };
    const tallies = await runSteps(steps, run, () => undefined, stop.signal);
    assert.deepEqual(tallies, [one, { passed: 0, failures: ['b: interrupted'] }]);
  });
});
