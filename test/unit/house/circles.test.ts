import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { between, circlesIn, importsIn, told, type Graph } from './circles';

const root = path.resolve(__dirname, '../../..');

/** The form draws values within values: a field its group, a group its entries, an entry its field. */
const recursion = ['Entries', 'Field', 'Group'].map(name => `src/webview/form/${name}.tsx`);

function sources(): ReadonlyMap<string, string> {
  const all = fs.readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true });
  const files = all.filter(entry => entry.isFile()).map(e => path.join(e.parentPath, e.name));
  const nameOf = (file: string) => path.relative(root, file).replaceAll(path.sep, '/');
  return new Map(files.map(file => [nameOf(file), fs.readFileSync(file, 'utf8')]));
}

/** Files that stand in core itself are of no room. */
const roomOf = (file: string): string | undefined => /^src\/core\/([^/]+)\//.exec(file)?.[1];

/** For every step of the way, a file that takes it. */
function steps(way: readonly string[], imports: Graph): string {
  const all = [...imports].flatMap(([from, known]) => [...known].map(to => ({ from, to })));
  const example = (room: string, next: string | undefined) =>
    all.find(({ from, to }) => roomOf(from) === room && roomOf(to) === next);
  return way
    .slice(0, -1)
    .map((room, index) => example(room, way[index + 1]))
    .map(step => `${step?.from} imports ${step?.to}`)
    .join('\n');
}

describe('circles in src', () => {
  const imports = importsIn(sources());

  it('stand between no files but those of the form, which is a recursion', () => {
    const circles = circlesIn(imports);
    const others = circles.filter(({ members }) => members.join() !== recursion.join());
    assert.equal(told(others), '', 'break this circle');
    assert.equal(circles.length, 1, 'the recursion is gone: no circle is allowed any more');
  });

  it('stand between no rooms of core', () => {
    const circles = circlesIn(between(imports, roomOf));
    const found = circles.map(each => `${told([each])}\n${steps(each.way, imports)}`);
    assert.equal(found.join('\n'), '', 'break this circle');
  });

  it('were looked for in all there is', () => {
    const rooms = fs.readdirSync(path.join(root, 'src/core'), { withFileTypes: true });
    const expected = rooms.filter(entry => entry.isDirectory()).map(({ name }) => name);
    const met = new Set([...imports.keys()].flatMap(file => roomOf(file) ?? []));
    assert.deepEqual([...met].sort(), expected.sort());
    assert.ok(imports.get('src/core/exchange.ts')?.has('src/core/diagnosis/diagnosis.ts'));
  });
});

describe('a circle', () => {
  const waysIn = (texts: Readonly<Record<string, string>>) =>
    circlesIn(importsIn(new Map(Object.entries(texts)))).map(({ way }) => way.join(' → '));

  const forms: Readonly<Record<string, string>> = {
    'an import': "import { b } from './b';",
    'an import of a type': "import type { B } from './b';",
    'an import of a type among values': "import { type B } from './b';",
    'an import for its effect': "import './b';",
    'a name that is passed on': "export { b } from './b';",
    'a type that is passed on': "export type { B } from './b';",
    'all that is passed on': "export * from './b';",
    'an import while it runs': "export const b = () => import('./b');",
    'a type where it stands': "export type A = import('./b').B;",
    'an import of older modules': "import b = require('./b');",
  };
  for (const [what, text] of Object.entries(forms)) {
    it(`is found through ${what}`, () => {
      assert.deepEqual(waysIn({ 'a.ts': text, 'b.ts': "import { a } from './a';" }), [
        'a.ts → b.ts → a.ts',
      ]);
    });
  }

  it('is found through rooms, and files with other endings', () => {
    const texts = { 'x/a.tsx': "import { b } from '../y/b.js';", 'y/b.ts': "import '../x/a';" };
    assert.deepEqual(waysIn(texts), ['x/a.tsx → y/b.ts → x/a.tsx']);
  });

  it('of one file is one, too', () => {
    assert.deepEqual(waysIn({ 'a.ts': "import { a } from './a';" }), ['a.ts → a.ts']);
  });

  it('is named by a shortest way around', () => {
    const texts = {
      'a.ts': "import './b'; import './d';",
      'b.ts': "import './c';",
      'c.ts': "import './a';",
      'd.ts': "import './a';",
    };
    assert.deepEqual(waysIn(texts), ['a.ts → d.ts → a.ts']);
  });

  it('is told with how many are in it', () => {
    const graph: Graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['a', 'c'])],
      ['c', new Set(['b'])],
    ]);
    assert.equal(told(circlesIn(graph)), 'a → b → a (of 3)');
  });

  it('is none where several lead to one, in a comment, or in a text', () => {
    const texts = {
      'a.ts': "import './b'; import './c'; // import './a'",
      'b.ts': "import './d'; const text = \"import './a'\";",
      'c.ts': "import './d';",
      'd.ts': "import fs from 'node:fs';",
    };
    assert.deepEqual(waysIn(texts), []);
  });

  it('is another one with one file more', () => {
    const form = { Field: ['Group'], Group: ['Entries'], Entries: ['Field'] };
    const within = (more: Readonly<Record<string, readonly string[]>>) =>
      circlesIn(new Map(Object.entries(more).map(([name, known]) => [name, new Set(known)])));
    assert.deepEqual(within(form)[0]?.members, ['Entries', 'Field', 'Group']);
    const larger = within({ ...form, Entries: ['Field', 'Hint'], Hint: ['Group'] });
    assert.deepEqual(larger[0]?.members, ['Entries', 'Field', 'Group', 'Hint']);
  });

  it('between rooms needs no circle between files', () => {
    const graph = importsIn(
      new Map([
        ['src/core/x/a.ts', "import '../y/b';"],
        ['src/core/y/b.ts', ''],
        ['src/core/y/c.ts', "import '../x/d';"],
        ['src/core/x/d.ts', "import '../e';"],
        ['src/core/e.ts', "import './y/b';"],
      ]),
    );
    assert.deepEqual(circlesIn(graph), []);
    const [circle, ...more] = circlesIn(between(graph, roomOf));
    assert.deepEqual([circle?.way, more], [['x', 'y', 'x'], []]);
    assert.equal(
      steps(circle?.way ?? [], graph),
      'src/core/x/a.ts imports src/core/y/b.ts\nsrc/core/y/c.ts imports src/core/x/d.ts',
    );
  });

  it('is not sought past an import that leads nowhere', () => {
    assert.throws(() => waysIn({ 'a.ts': "import { b } from './b';" }), /a\.ts imports \.\/b/);
  });
});
