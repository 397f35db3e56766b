import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { generate, generatedFolder } from '../../launch/generate';
import { compileCatalog, type Document } from '../../launch/compileCatalog';

const source = path.resolve(__dirname, '../../../src/core/catalog/openapi.yaml');
const document = parse(fs.readFileSync(source, 'utf8')) as Document;

describe('generated files', () => {
  it('are current', async () => {
    const made = await generate();
    assert.deepEqual([...made.keys()].sort(), fs.readdirSync(generatedFolder).sort());
    for (const [name, content] of made) {
      const committed = fs.readFileSync(path.join(generatedFolder, name), 'utf8');
      assert.ok(committed === content, `${name}: run npm run generate`);
    }
  });

  it('make no code when they run', () => {
    const text = fs.readFileSync(path.join(generatedFolder, 'validators.js'), 'utf8');
    assert.doesNotMatch(text, /new Function|\beval\(/);
  });

  it('are refused for a document that the catalog cannot hold', () => {
    const [route = '', methods = {}] = Object.entries(document.paths)[0] ?? [];
    const [method = '', operation] = Object.entries(methods)[0] ?? [];
    const changed = (changes: object) => ({
      ...document,
      paths: { [route]: { [method]: { ...operation, ...changes } } },
    });
    const odd = { requestBody: { content: { 'text/csv': { schema: {} } } } };
    assert.throws(() => compileCatalog(changed(odd) as Document), /text\/csv is not supported/);
    assert.throws(() => compileCatalog(changed({ 'x-jobo-status': 'adjacent' }) as Document));
    assert.throws(
      () => compileCatalog(changed({ 'x-jobo-confidence': 'medium' }) as Document),
      /only low is said/,
    );
    assert.equal(compileCatalog(changed({}) as Document).operations.length, 1);
  });
});
