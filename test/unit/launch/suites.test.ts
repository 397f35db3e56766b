import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { launches } from '../../integration/launches';
import { root } from '../../launch/install.mjs';
import { partsOf, steps, stepsOf } from '../../launch/suites.mjs';

const names = (...args: string[]) => stepsOf(partsOf(args)).map(step => step.name);
const lint = ['lint', 'typecheck'];
const unit = ['unit', 'unit in a browser'];
const hosts = names('--host').filter(name => name !== 'build');
const journeys = names('--ui').filter(name => name !== 'package');

describe('suites', () => {
  it('are all there without arguments', () => {
    const all = ['package', 'build', ...lint, ...unit, ...hosts, ...journeys];
    assert.deepEqual(names().sort(), all.sort());
    assert.deepEqual(names('--').sort(), all.sort());
  });

  it('come in parts, with what they need', () => {
    assert.deepEqual(names('--lint').sort(), lint);
    assert.deepEqual(names('--unit').sort(), ['build', ...unit]);
    const both = ['package', 'build', ...hosts, ...journeys];
    assert.deepEqual(names('--ui', '--host').sort(), both.sort());
  });

  it('have a step for each launch of the editor, and for each journey', () => {
    assert.deepEqual(hosts.sort(), launches.map(({ name }) => `host ${name}`).sort());
    assert.ok(journeys.includes('ui asking'));
    for (const { name, isJourney } of steps) assert.equal(isJourney === true, /^ui /.test(name));
  });

  it('leave out no case: each folder has a launch, and each journey is found', () => {
    const foldersOf = (folder: string) =>
      fs
        .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.test.ts'))
        .map(name => path.posix.dirname(name));
    const launched = new Set(launches.flatMap(({ cases }) => cases));
    assert.deepEqual([...new Set(foldersOf('test/integration'))].sort(), [...launched].sort());
    assert.equal(foldersOf('test/e2e').length, journeys.length);
  });

  it('refuse a part that is not known, and say which there are', () => {
    assert.throws(() => partsOf(['--e2e']), /does not know --e2e.*--lint, --unit, --host, --ui/);
  });

  it('name what they need or come after, and what they need is run with the same parts', () => {
    for (const { name, needs, after, parts } of steps) {
      if (after !== undefined)
        assert.ok(
          steps.some(step => step.name === after),
          name,
        );
      const needed = steps.find(step => step.name === needs);
      if (needs !== undefined)
        assert.ok(
          parts.every(part => needed?.parts.includes(part)),
          name,
        );
    }
  });
});
