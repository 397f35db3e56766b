import * as fs from 'node:fs';
import * as path from 'node:path';
import { launches } from '../integration/launches';
import { usesPackagedHost } from './codeOnPath.mjs';
import { root } from './install.mjs';

/** What `npm test -- --<part>` runs. */
export const parts = ['lint', 'unit', 'host', 'ui'] as const;
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
  /** What only has to be over: it would write what this step reads, or take the machine from it. */
  readonly after?: readonly string[];
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
  after: ['package'],
};

const unit = (name: string, ...specs: readonly string[]): Step => ({
  name,
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
  }));

const browserCases = 'test/unit/panel/**/*.test.{ts,tsx}';

const others: readonly Step[] = [
  { name: 'lint', parts: ['lint'], run: { npm: 'lint' }, counts: 'check' },
  { name: 'typecheck', parts: ['lint'], run: { npm: 'typecheck' }, counts: 'check' },
  unit('unit', '--ignore', browserCases, 'test/unit/**/*.test.{ts,tsx}'),
  unit('unit in a browser', browserCases),
  ...hosts,
];

/** A file of test/e2e is one journey. It has the machine to itself, as a person has theirs. */
const journeys = fs
  .readdirSync(path.join(root, 'test/e2e'))
  .filter(name => name.endsWith('.test.ts'))
  .sort()
  .map((file, at, files): Step => ({
    name: journeyName(file),
    parts: ['ui'],
    // What follows a step that failed would only fail of that.
    run: { node: [...mocha, '--bail', '--timeout', '120000', ...reporter, `test/e2e/${file}`] },
    counts: 'mocha',
    needs: 'package',
    after: [...others.map(({ name }) => name), ...files.slice(0, at).map(journeyName)],
    isJourney: true,
  }));

function journeyName(file: string): string {
  return `ui ${file.replace('.test.ts', '')}`;
}

/** Those that are ready to run start in this order. */
export const steps: readonly Step[] = [
  { name: 'package', parts: ['ui'], run: { npm: 'package' }, counts: 'setup' },
  build,
  ...others,
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
