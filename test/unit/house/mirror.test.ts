import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { misplacedTests, strangeFolders } from './mirror';

const root = path.resolve(__dirname, '../../..');

/** Folders of tests that mirror none of src, and why. */
const others: Readonly<Record<string, string>> = {
  house: 'rules that hold for all of src',
  launch: 'the programs of test/launch',
  manifest: 'what is written down beside the code: package.json, guides, workflows',
  panel: 'the whole panel in a browser: pages of its own, and a host that plays a script',
  'credits/money': 'a model of whole windows that spend side by side, in parts',
  'snippets/lines': 'tables of curl lines, in parts',
};

function scriptsIn(folder: string): readonly string[] {
  const all = fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  return all.filter(file => /\.tsx?$/.test(file)).map(file => file.replaceAll(path.sep, '/'));
}

describe('test/unit', () => {
  const tests = scriptsIn('test/unit');
  const sources = scriptsIn('src');

  it('has the rooms of src, and few others', () => {
    assert.deepEqual(strangeFolders(tests, sources, Object.keys(others)), []);
    const present = new Set(tests.map(file => path.posix.dirname(file)));
    for (const folder of Object.keys(others)) assert.ok(present.has(folder), folder);
  });

  it('has no test under the name of a file of src but in its room', () => {
    assert.ok(tests.length > 200 && sources.length > 400);
    assert.deepEqual(misplacedTests(tests, sources), []);
  });
});

describe('a mirror', () => {
  const sources = [
    'core/disk/batches.ts',
    'core/explorer.ts',
    'shell/x/y/Tabs.tsx',
    'core/z/batches.ts',
  ];

  it('has the test of a file in its room, or in one of a file of the same name', () => {
    for (const file of ['disk/batches', 'z/batches', 'explorer', 'shell/x/y/Tabs', 'disk/theme'])
      assert.deepEqual(misplacedTests([`${file}.test.ts`], sources), [], file);
  });

  it('is broken by one that stands elsewhere', () => {
    const misplaced = [
      'run/batches.test.ts',
      'x/explorer.test.ts',
      'x/Tabs.test.tsx',
      'batches.test.ts',
    ];
    assert.deepEqual(misplacedTests(misplaced, sources), misplaced);
  });

  it('asks nothing of a helper', () => {
    assert.deepEqual(misplacedTests(['run/batches.ts'], sources), []);
  });

  it('is broken by a folder that src does not have, unless it is a known one', () => {
    const tests = [
      'explorer.test.ts',
      'disk/a.ts',
      'shell/x/y/b.test.ts',
      'shell/x/c.ts',
      'house/d.ts',
    ];
    assert.deepEqual(strangeFolders(tests, sources, ['house']), ['shell/x']);
    assert.deepEqual(strangeFolders(['core/disk/a.test.ts'], sources, []), ['core/disk']);
  });
});
