import fc from 'fast-check';
import { catalog, resolve } from '../../../src/core/catalog/catalog';
import type { Operation } from '../../../src/core/catalog/operation';
import { coerce } from '../../../src/core/request/coerce';
import type { Draft } from '../../../src/core/request/draft';
import { exampleBody } from '../../../src/core/request/exampleBody';
import { draft, filePart, pathOf } from '../request/drafts';

const sharp = [
  ...["'", '"', '`', '$', '\\', '\n', '\r\n', '\t', '@', '!', '%', '^', '&', '|', ';', '#'],
  ...['{{', '}}', '{', '}', '$(id)', '${HOME}', '$HOME', '%PATH%', '$env:HOME', '`n', "'@", "\\'"],
  ...[
    '{{$processEnv HOME}}',
    '\n###\n',
    '\n// x\n',
    '\n@a=b\n',
    '\n< ./x\n',
    '\n\n',
    '--data',
    '*',
  ],
  ...['é', '日本', '🦀', '’', '“', '\u2028', '\ufeff', '\u007f', '\u0085', '?', '=', ' ', '+', ','],
];

/** Texts made of what is special somewhere. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...sharp), fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 8,
  })
  .map(pieces => pieces.join(''));

/** Of one line, in ASCII: what every tool can put in a header. */
const hostileHeader = hostileText
  .map(text => text.replace(/[^\x20-\x7e]/g, '').trim())
  .filter(text => text !== '');

const jsonText = fc
  .tuple(
    fc.dictionary(hostileText, fc.oneof(hostileText, fc.integer(), fc.array(hostileText))),
    fc.constantFrom(undefined, 2, '\t'),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([value, indent, eol]) => JSON.stringify(value, null, indent).replaceAll('\n', eol));

/** A draft that `check` finds no errors in, of any operation, with values as a form would hold them. */
export const anyDraft: fc.Arbitrary<Draft> = fc
  .constantFrom(...catalog().operations)
  .chain(operation =>
    fc.record({
      operationId: fc.constant(operation.id),
      path: fc.constant(pathOf(operation)),
      query: queryOf(operation),
      headers: headersOf(operation),
      ...(operation.body?.contentType === 'application/json' && { body: jsonText }),
      ...(operation.body?.contentType === 'multipart/form-data' && {
        files: fc.constant({ file: filePart(300) }),
      }),
    }),
  );

/** Some of the parameters, each as the form would hold what was typed. */
function queryOf({ parameters }: Operation) {
  const fields = parameters
    .filter(({ in: place }) => place === 'query')
    .map(({ name, schema }) => {
      const declared = resolve(schema);
      const isList = [declared.type].flat().includes('array');
      const item = hostileText.filter(text => text !== '');
      const value = isList
        ? fc.array(item, { minLength: 1, maxLength: 3 })
        : hostileText.map(text => coerce(text, declared));
      return [name, value] as const;
    });
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

const headersOf = ({ parameters }: Operation): fc.Arbitrary<Record<string, string>> =>
  parameters.some(({ in: place }) => place === 'header')
    ? hostileHeader.map(value => ({ 'Idempotency-Key': value }))
    : fc.constant({});

/** An honest draft of each operation. */
export const exampleDrafts: readonly Draft[] = catalog().operations.map(operation => {
  const body = exampleBody(operation);
  const isUpload = operation.body?.contentType === 'multipart/form-data';
  return draft(operation.id, {
    path: pathOf(operation),
    ...(body !== undefined && { body }),
    ...(isUpload && { files: { file: filePart(300) } }),
  });
});
