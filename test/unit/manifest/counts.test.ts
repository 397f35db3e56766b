import assert from 'node:assert/strict';
import { catalog } from '../../../src/core/catalog/catalog';
import { matches, read } from './files';

/** Figures from 0 on, as sentences say them. */
const spelled = 'no one two three four five six seven eight nine ten'.split(' ');

const files = [
  'README.md',
  'CHANGELOG.md',
  'ARCHITECTURE.md',
  'package.json',
  'package.nls.json',
  '.github/CONTRIBUTING.md',
];

describe('how many operations there are', () => {
  const { length } = catalog().operations;

  for (const file of files) {
    it(`is what the catalog says wherever ${file} says it`, () => {
      for (const said of matches(read(file), /\b(\d+)(?: \w+)? operations\b/g))
        assert.equal(Number(said), length, `${said} operations`);
    });
  }

  it('is told in the readme and in the changelog', () => {
    assert.match(read('README.md'), new RegExp(`All ${length} operations that take an API key`));
    const [unreleased = ''] = read('CHANGELOG.md').split(/^## \[\d/m);
    assert.match(unreleased, new RegExp(`The ${length} operations of the Jobo Enterprise API`));
  });

  it('is told of those that are left out, too', () => {
    const left = spelled[catalog().leftOut.length] ?? '';
    assert.match(read('README.md'), new RegExp(`The ${left} \`/api/mcp/\\*\` operations`));
    for (const { path } of catalog().leftOut) assert.match(path, / \/api\/mcp\//);
  });
});
