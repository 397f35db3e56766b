// npm run generate: openapi.yaml -> the compact catalog and the request validators of src/core/generated.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { compileCatalog, type Document } from './compileCatalog';
import { compileValidators } from './compileValidators';

const root = path.resolve(__dirname, '../..');
export const generatedFolder = path.join(root, 'src/core/generated');

/** Everything that `npm run generate` writes, by file name; a unit test compares it with what is committed. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const text = fs.readFileSync(path.join(root, 'src/core/catalog/openapi.yaml'), 'utf8');
  const document = parse(text) as Document;
  const catalog = compileCatalog(document);
  return new Map([
    ['catalog.json', `${JSON.stringify(catalog, null, 1)}\n`],
    ['validators.js', await compileValidators(catalog, document)],
    ['validators.d.ts', declarations],
  ]);
}

const declarations = `/** One rule that a value breaks, as ajv reports it. */
export interface Violation {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}
export interface Validator {
  (data: unknown): boolean;
  errors?: readonly Violation[] | null;
}
/** By operationId; each checks \`{ path, query, headers, body }\` of one request, query values typed. */
export const validators: Readonly<Record<string, Validator>>;
`;

async function main(): Promise<void> {
  fs.mkdirSync(generatedFolder, { recursive: true });
  for (const [name, content] of await generate()) {
    fs.writeFileSync(path.join(generatedFolder, name), content);
    console.log(`${name}: ${content.length} characters`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) void main();
