import * as fs from 'node:fs';
import * as path from 'node:path';
import { launches } from '../integration/launches';
import { usesPackagedHost } from './codeOnPath.mjs';
import { root } from './install.mjs';

/** What `npm test -- --<part>` runs. */
const parts = ['lint', 'unit', 'host', 'ui'] as const;
export type Part = (typeof parts)[number];

export interface Step {
  readonly name: string;
  readonly parts: readonly Part[];
  /** For Node: a script and its arguments; or the name of a script of package.json. */
  readonly run: { readonly node: readonly string[] } | { readonly npm: string };
  /**
   * `check`: one case, by its exit code. `mocha`: the cases of the report it writes. `setup`: no case, but what needs
   * it does not run when it fails.
   */
  readonly counts: 'check' | 'mocha' | 'setup';
  /** What has to have succeeded. */
  readonly needs?: string;
  /** What only has to be over, since it writes what this step reads. */
  readonly after?: string;
  /** Of several that are ready, and of what they lead to, the one that takes longest starts first. Default: 0. */
  readonly priority?: number;
  /** A journey of a person: where it fails it is made once more, in another editor. */
  readonly isJourney?: true;
}

const mocha = ['node_modules/mocha/bin/mocha.js', '--forbid-only'];
const reporter = ['--reporter', 'test/launch/reporter.ts'];

const build: Step = {
  name: 'build',
  parts: ['unit', 'host'],
  run: { npm: 'build' },
  counts: 'setup',
  // both write to dist
  after: 'package',
};

const unit = (name: string, priority: number, ...specs: readonly string[]): Step => ({
  name,
  priority,
  parts: ['unit'],
  run: { node: [...mocha, ...reporter, ...specs] },
  counts: 'mocha',
  needs: build.name,
});

const hosts = launches
  .filter(({ packagedOnly }) => usesPackagedHost() || !packagedOnly)
  .map(({ name }): Step => ({
    name: `host ${name}`,
    parts: ['host'],
    run: { node: ['--import', 'tsx', 'test/integration/runTest.ts', name] },
    counts: 'mocha',
    needs: build.name,
    priority: name === 'main' ? 2 : 0,
  }));

const browserCases = 'test/unit/panel/**/*.test.{ts,tsx}';

/** A file of test/e2e is one journey, in an editor of its own. */
const journeys = fs
  .readdirSync(path.join(root, 'test/e2e'))
  .filter(name => name.endsWith('.test.ts'))
  .sort()
  .map((file): Step => ({
    name: `ui ${file.replace('.test.ts', '')}`,
    parts: ['ui'],
    // What follows a step that failed would only fail of that.
    run: { node: [...mocha, '--bail', '--timeout', '120000', ...reporter, `test/e2e/${file}`] },
    counts: 'mocha',
    needs: 'package',
    isJourney: true,
  }));

export const steps: readonly Step[] = [
  { name: 'package', parts: ['ui'], run: { npm: 'package' }, counts: 'setup' },
  build,
  { name: 'lint', parts: ['lint'], run: { npm: 'lint' }, counts: 'check', priority: 1 },
  { name: 'typecheck', parts: ['lint'], run: { npm: 'typecheck' }, counts: 'check' },
  unit('unit in a browser', 3, browserCases),
  unit('unit', 3, '--ignore', browserCases, 'test/unit/**/*.test.{ts,tsx}'),
  ...hosts,
  ...journeys,
];

/** `--unit --ui` and so on; nothing means everything. */
export function partsOf(args: readonly string[]): ReadonlySet<Part> {
  const wanted = args.filter(arg => arg !== '--').map(toPart);
  return new Set(wanted.length > 0 ? wanted : parts);
}

function toPart(arg: string): Part {
  const part = parts.find(each => arg === `--${each}`);
  if (part !== undefined) return part;
  const known = parts.map(each => `--${each}`).join(', ');
  throw new Error(`npm test does not know ${arg}. Its parts are ${known}.`);
}

export function stepsOf(wanted: ReadonlySet<Part>): readonly Step[] {
  return steps.filter(step => step.parts.some(part => wanted.has(part)));
}
