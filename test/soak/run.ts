import * as path from 'node:path';
import { hasPackagedHost } from '../launch/codeOnPath.mjs';
import { install, root } from '../launch/install.mjs';
import { lastLine, table, type Figure } from './figure.js';
import { kills } from './kills/kills.js';
import { hostile } from './hostile/hostile.js';
import { mixed } from './mixed/mixed.js';
import { origins } from './origins.js';
import { retryAfter } from './retryAfter.js';
import { together } from './together.js';
import { windows } from './windows.js';
import type { Opened, Subject } from './subject.js';
import { buildExtensions } from './window/build.js';

/** In the order in which they run. */
const subjects: Readonly<Record<string, Subject>> = {
  kills,
  mixed,
  windows,
  together,
  hostile,
  origins,
  retryAfter,
};

/** Counts what held under attack, and says whether it holds. The result is the exit code. */
async function soak(names: readonly string[]): Promise<number> {
  const unknown = names.find(name => !Object.hasOwn(subjects, name));
  if (unknown !== undefined) {
    const known = Object.keys(subjects).join(', ');
    throw new Error(`npm run soak does not know ${unknown}. Its subjects are ${known}.`);
  }
  if (!hasPackagedHost(process)) throw new Error('npm run soak needs Linux on x64.');
  await install(path.join(root, 'test/host'), 'a VS Code and a browser of npm packages');
  await buildExtensions();
  const figures: Figure[] = [];
  for (const [name, subject] of Object.entries(subjects)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const counted = await countToItsEnd(subject);
    figures.push(...counted);
    console.log(`\n${table(name, counted)}`);
  }
  console.log(`\n${lastLine(figures)}`);
  return figures.every(({ held }) => held) ? 0 : 1;
}

/** A subject that breaks off has held nothing. */
async function countToItsEnd(subject: Subject): Promise<readonly Figure[]> {
  const opened: Opened = [];
  try {
    return await subject(opened);
  } catch (failure) {
    console.error(failure);
    const was = failure instanceof Error ? failure.message : String(failure);
    return [{ what: 'counted to its end', was, hold: 'yes', held: false }];
  } finally {
    for (const thing of opened.reverse()) await thing.close();
  }
}

soak(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (failure: unknown) => {
    console.error(failure instanceof Error ? failure.message : failure);
    process.exitCode = 1;
  },
);
