import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(__dirname, '../../..');

export const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

/** What the first group of a pattern catches, everywhere in a text. */
export const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

export const { scripts, engines } = JSON.parse(read('package.json')) as Readonly<
  Record<'scripts' | 'engines', Readonly<Record<string, string>>>
>;
