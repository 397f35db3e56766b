import assert from 'node:assert/strict';
import { partsOf, steps, stepsOf } from '../../launch/suites.mjs';

const names = (...args: string[]) => stepsOf(partsOf(args)).map(step => step.name);

describe('suites', () => {
  it('runs everything without arguments', () => {
    const all = ['lint', 'typecheck', 'build', 'unit', 'host', 'package', 'ui'];
    assert.deepEqual(names(), all);
    assert.deepEqual(names('--'), all);
  });

  it('runs parts, with what they need, in the usual order', () => {
    assert.deepEqual(names('--lint'), ['lint', 'typecheck']);
    assert.deepEqual(names('--unit'), ['build', 'unit']);
    assert.deepEqual(names('--ui', '--host'), ['build', 'host', 'package', 'ui']);
  });

  it('refuses a part that it does not know, and says which there are', () => {
    assert.throws(() => partsOf(['--e2e']), /does not know --e2e.*--lint, --unit, --host, --ui/);
  });

  it('runs what a step needs before it, with the same parts', () => {
    for (const [at, step] of steps.entries()) {
      if (step.needs === undefined) continue;
      const before = steps.slice(0, at).find(each => each.name === step.needs);
      assert.ok(before, step.name);
      for (const part of step.parts) assert.ok(before.parts.includes(part), step.name);
    }
  });
});
