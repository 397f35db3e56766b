/** What `npm test -- --<part>` runs. */
export const parts = ['lint', 'unit', 'host', 'ui'] as const;
export type Part = (typeof parts)[number];

interface Step {
  readonly name: string;
  readonly parts: readonly Part[];
  /** For Node: a script and its arguments; or the name of a script of package.json. */
  readonly run: { readonly node: readonly string[] } | { readonly npm: string };
  /**
   * `check`: one case, by its exit code. `mocha`: the cases of the report it writes. `setup`: no case, but what needs
   * it does not run when it fails.
   */
  readonly counts: 'check' | 'mocha' | 'setup';
  readonly needs?: string;
  readonly minutes: number;
}

const mocha = ['node_modules/mocha/bin/mocha.js', '--forbid-only'];
const reporter = ['--reporter', 'test/launch/reporter.ts'];

/** In the order in which they run. */
export const steps: readonly Step[] = [
  { name: 'lint', parts: ['lint'], run: { npm: 'lint' }, counts: 'check', minutes: 4 },
  { name: 'typecheck', parts: ['lint'], run: { npm: 'typecheck' }, counts: 'check', minutes: 3 },
  {
    name: 'build',
    parts: ['unit', 'host'],
    run: { npm: 'build' },
    counts: 'setup',
    minutes: 2,
  },
  {
    name: 'unit',
    parts: ['unit'],
    run: { node: [...mocha, ...reporter, 'test/unit/**/*.test.{ts,tsx}'] },
    counts: 'mocha',
    needs: 'build',
    minutes: 10,
  },
  {
    name: 'host',
    parts: ['host'],
    run: { node: ['--import', 'tsx', 'test/integration/runTest.ts'] },
    counts: 'mocha',
    needs: 'build',
    minutes: 6,
  },
  { name: 'package', parts: ['ui'], run: { npm: 'package' }, counts: 'setup', minutes: 3 },
  {
    name: 'ui',
    parts: ['ui'],
    run: { node: [...mocha, ...reporter, '--config', 'test/e2e/.mocharc.json'] },
    counts: 'mocha',
    needs: 'package',
    minutes: 6,
  },
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

export type { Step };
