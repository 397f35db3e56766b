import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { matches, read, root } from './files';

/** The most bytes of each file that the production build makes. */
const limits: Readonly<Record<string, number>> = {
  // Read when the editor activates the extension, which everybody waits for.
  'extension.js': 300_000,
  // Each is read with its first use, while somebody waits for that.
  'catalog.js': 60_000,
  'explain.js': 180_000,
  'tools.js': 140_000,
  'validators.js': 240_000,
  // undici is most of it.
  'engine.js': 380_000,
  // A program of its own, so it has its own catalog and validators.
  'sandbox.js': 420_000,
  // Read by every panel that opens.
  'webview/webview.js': 120_000,
  'webview/webview.css': 60_000,
  // The editor's icons, whole: as their makers ship them.
  'webview/codicon.ttf': 140_000,
  'engine.js.LEGAL.txt': 2_000,
};

type Inputs = Readonly<Record<string, { readonly bytesInOutput: number }>>;

describe('the production build', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bundles-'));
  let madeOf: ReadonlyMap<string, Inputs>;

  before(() => {
    const args = ['esbuild.mjs', '--production', `--out=${folder}`];
    execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
    const outputs = JSON.parse(fs.readFileSync(path.join(folder, 'meta.json'), 'utf8')) as Readonly<
      Record<string, { readonly inputs: Inputs }>
    >;
    madeOf = new Map(
      Object.entries(outputs).map(([file, { inputs }]) => [path.basename(file), inputs]),
    );
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it('makes files that are small enough, and no other ones', () => {
    const made = fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && entry.name !== 'meta.json')
      .map(entry => path.join(entry.parentPath, entry.name));
    const names = made.map(file => path.relative(folder, file).replaceAll(path.sep, '/'));
    assert.deepEqual(names.sort(), Object.keys(limits).sort());
    for (const [name, limit] of Object.entries(limits)) {
      const { size } = fs.statSync(path.join(folder, name));
      assert.ok(size <= limit, `${name} has ${size} bytes, more than ${limit}`);
    }
  });

  it('has the catalog and the validators in the files that are read with their first use', () => {
    const holders = (file: string) =>
      [...madeOf].filter(([, inputs]) => file in inputs).map(([name]) => name);
    assert.deepEqual(holders('src/core/generated/catalog.json').sort(), [
      'catalog.js',
      'sandbox.js',
    ]);
    assert.deepEqual(holders('src/core/generated/validators.js').sort(), [
      'sandbox.js',
      'validators.js',
    ]);
  });

  it('repeats in the files of the extension only what keeps nothing and is not told by its class', async () => {
    const { lazyBundles } = (await import(path.join(root, 'lazyBundles.mjs'))) as {
      readonly lazyBundles: Readonly<Record<string, readonly string[]>>;
    };
    const cutAt = new Set(
      Object.values(lazyBundles)
        .flat()
        .map(file => `src/${file}.ts`),
    );
    const files = ['extension', ...Object.keys(lazyBundles)].map(name => `${name}.js`);
    const all = files
      .flatMap(name => Object.keys(madeOf.get(name) ?? {}))
      .filter(file => file.endsWith('.ts') && !cutAt.has(file))
      .sort();
    const repeated = new Set(all.filter((file, at) => file === all[at + 1]));
    assert.ok(repeated.size > 50, String(repeated.size));
    const asked = new Set([...new Set(all)].flatMap(file => matches(read(file), asksForClass)));
    assert.ok(asked.has('Refusal'));
    for (const file of repeated) {
      assert.deepEqual(matches(read(file), keeper), [], `${file} keeps what others do not see`);
      const told = matches(read(file), exportedClass).filter(name => asked.has(name));
      assert.deepEqual(told, [], `${file} would be asked for by the class of another bundle`);
    }
  });
});

/** What stands at the beginning of a line can change while the program runs. */
const keeper =
  /^((?:export )?(?:let \w+|const \w+[^=\n]* = new (?:Map|Set|WeakMap|WeakSet|\w*Emitter)(?:<.*>)?\(\)))/gm;
const asksForClass = /\binstanceof (\w+)/g;
const exportedClass = /^export (?:abstract )?class (\w+)/gm;
