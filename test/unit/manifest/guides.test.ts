import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { partsOf } from '../../launch/suites.mjs';
import { matches, read, root, scripts } from './files';

const guides = ['.github/CONTRIBUTING.md', '.github/SECURITY.md'];

describe('whoever reads of npm', () => {
  for (const file of [...guides, '.github/workflows/test.yml', 'README.md']) {
    it(`finds the scripts and the parts of the tests that ${file} names`, () => {
      const text = read(file);
      for (const name of matches(text, /\bnpm run (?:-s )?([\w-]+)/g))
        assert.ok(Object.hasOwn(scripts, name), name);
      for (const args of matches(text, /\bnpm test --((?: --\w+)+)/g))
        partsOf(args.trim().split(' '));
      for (const part of matches(text, /`(--\w+)`/g)) partsOf([part]);
    });
  }
});

describe('where keys are made', () => {
  const sources = fs
    .readdirSync(path.join(root, 'src/shell'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => path.join('src/shell', name));

  it('is named as the dashboard names it, wherever somebody is sent there for a key', () => {
    const sent = [...guides, 'README.md', ...sources].flatMap(file =>
      read(file)
        .split('\n')
        .filter(line =>
          /api-keys\)|\b(copy|enter|check) it\b.*dashboard|keys? .*\bmade\b.*dashboard/i.test(line),
        )
        .map(line => [file, line] as const),
    );
    assert.ok(sent.length >= 8, String(sent.length));
    for (const [file, line] of sent) assert.match(line, /Developers → API Keys/, file);
  });
});

describe('the guides', () => {
  const code = ['src', 'test/unit', 'test/integration']
    .flatMap(folder =>
      fs
        .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.ts'))
        .map(name => read(path.join(folder, name))),
    )
    .join('\n');
  const exists = (from: string, file: string) => fs.existsSync(path.resolve(root, from, file));

  for (const file of guides) {
    const text = read(file);
    const quoted = matches(text.replace(/```[^]*?```/g, ''), /`([^`]+)`/g);

    it(`lead to files and folders that exist, in ${file}`, () => {
      const paths = quoted.filter(each => /^[\w.-]+(\/[\w.-]+)+$|^[\w.-]+\.(md|json)$/.test(each));
      assert.ok(paths.length > 3);
      for (const each of paths) assert.ok(exists('.', each), each);
      for (const link of matches(text, /\]\((?!https:)([^)]+)\)/g))
        assert.ok(exists('.github', link), link);
      for (const glob of matches(text, /npx mocha "([^"]+)"/g))
        for (const folder of foldersOf(glob)) assert.ok(exists('.', folder), folder);
    });

    it(`speak of names that the code has, in ${file}`, () => {
      const names = quoted.filter(each => /^[A-Za-z]+[a-z][A-Z]\w*$/.test(each));
      for (const name of names) assert.match(code, new RegExp(`\\b${name}\\b`), name);
    });
  }
});

// a/{b,c}/*.ts → a/b, a/c; folders of any depth between the two make no difference
function foldersOf(glob: string): readonly string[] {
  const folder = path.posix.dirname(glob.replace('/**/', '/'));
  const [, before = '', names = '', after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(folder) ?? [];
  return names === '' ? [folder] : names.split(',').map(name => before + name + after);
}
