import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog } from '../../../../src/core/catalog/catalog';
import { inlined } from '../../../../src/core/catalog/inlined';
import type { Operation, Schema } from '../../../../src/core/catalog/operation';
import { targetOf } from '../../../../src/core/request/build';
import { editJson } from '../../../../src/core/request/editJson';
import { partsOf } from '../../../../src/core/request/jsonParts';
import type { DraftView } from '../../../../src/protocol';
import { readTyped, typedOf } from '../../../../src/webview/form/chips/chipText';
import { parameterRaw, withParameter } from '../../../../src/webview/form/draftValue';
import { controlOf, isSpecial, specialsOf } from '../../../../src/webview/form/fieldControl';
import {
  bodyField,
  entryField,
  memberFields,
  parameterField,
  type FormField,
} from '../../../../src/webview/form/formField';
import { withBodyMember } from '../../../../src/webview/form/body/readBody';
import {
  entriesOf,
  memberOf,
  withEntries,
  withEntry,
  withMember,
} from '../../../../src/webview/form/rawEdit';
import {
  rawItem,
  readText,
  showText,
  typesOf,
  type Raw,
} from '../../../../src/webview/form/rawValue';

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(
    '',
    ' ',
    'a, b',
    '\\',
    'line\nbreak',
    '\u2028',
    '\ud800',
    '"x"',
    '12345678901234567890',
  ),
);

/** Any value that the schema allows. */
function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = typesOf(schema);
  if (types.length === 0 && !schema.properties) return fc.jsonValue({ maxDepth: 2 }).map(plain);
  return fc.oneof(...(types.length === 0 ? ['object'] : types).map(type => ofType(type, schema)));
}

function ofType(type: string, schema: Schema): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000_000, max: schema.maximum ?? 2 ** 31 });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map(plain);
    case 'string':
      return ofFormat(schema);
    case 'array': {
      const items = valueOf(schema.items ?? {});
      const sizes = { minLength: schema.minItems ?? 0, maxLength: 4 };
      // A box is checked or not: what stands twice in such a list means nothing else.
      return schema.items?.enum ? fc.uniqueArray(items, sizes) : fc.array(items, sizes);
    }
    default: {
      const members = Object.entries(schema.properties ?? {});
      return fc.record(
        Object.fromEntries(members.map(([name, member]) => [name, valueOf(member)])),
        { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true },
      );
    }
  }
}

function ofFormat({ format = '', minLength = 0, maxLength }: Schema): fc.Arbitrary<string> {
  switch (format) {
    case 'uuid':
      return fc.uuid();
    case 'date-time':
      return fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
        .map(date => date.toISOString());
    case 'uri':
      return fc.webUrl();
    case 'email':
      return fc.constantFrom('a@b.example', 'x+y@z.example');
    default:
      return text.filter(each => each.length >= minLength && each.length <= (maxLength ?? 100));
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What a person's hands make of it, through the functions that the controls are made of. */
function enter(field: FormField, value: unknown): Raw {
  const special = specialsOf(field).find(each => each === JSON.stringify(value));
  if (special) return special;
  const control = controlOf(field, undefined);
  switch (control.kind) {
    case 'choice': {
      const option = control.options.find(each => each === JSON.stringify(value));
      return option ?? assert.fail(`${field.label} does not offer ${JSON.stringify(value)}`);
    }
    case 'number':
      return readText(JSON.stringify(value), field.schema);
    case 'text':
    case 'dateTime':
      assert.equal(typeof value, 'string', `${field.label} takes text only`);
      return readText(value as string, field.schema);
    case 'checks':
      return (value as unknown[]).reduce<Raw>((raw, each) => {
        const option = control.options.find(one => one === JSON.stringify(each));
        return withEntries(raw, [option ?? assert.fail(`${field.label} has no ${String(each)}`)]);
      }, undefined);
    case 'chips':
      return (value as unknown[]).reduce<Raw>((raw, each) => {
        const typed = readTyped(typedOf(each as string));
        assert.notEqual(typed, undefined, 'nothing was typed');
        return withEntries(raw, [rawItem(typed!, field.schema.items)]);
      }, undefined);
    case 'entries':
      return (value as unknown[]).reduce<Raw>((raw, each, i) => {
        const more = withEntries(raw, ['{}']) ?? '[]';
        return withEntry(more, i, enter(entryField(field, i), each) ?? '{}');
      }, undefined);
    case 'group':
      return memberFields(field).reduce<Raw>((raw, member) => {
        const members = value as Readonly<Record<string, unknown>>;
        if (!Object.hasOwn(members, member.label)) return raw;
        return withMember(raw, member.label, enter(member, members[member.label]));
      }, undefined);
    case 'any':
      return typeof value === 'string' ? (readText(value, {}) ?? '""') : JSON.stringify(value);
    case 'misfit':
    case 'file':
      assert.fail(`${field.label} cannot be entered`);
  }
}

const bodyOf = (operation: Operation) =>
  operation.body?.contentType === 'application/json'
    ? bodyField({
        required: operation.body.required,
        example: '',
        schema: inlined(operation.body.schema),
        suggests: [],
      })
    : undefined;

const parametersOf = (operation: Operation): readonly FormField[] =>
  operation.parameters.map(one =>
    parameterField({
      ...one,
      schema: inlined(one.schema),
      example: '',
      recent: [],
      suggests: false,
    }),
  );

const emptyDraft = ({ id }: Operation): DraftView => ({
  operationId: id,
  path: {},
  query: {},
  headers: {},
  files: {},
});

describe('any value that the schema allows', () => {
  for (const operation of catalog().operations) {
    const body = bodyOf(operation);
    if (body)
      it(`goes into the body of ${operation.id} and comes out unchanged`, () => {
        fc.assert(
          fc.property(valueOf(body.schema), value => {
            const members = Object.entries(value as object);
            const entered = members.reduce((json, [name, each]) => {
              const field = memberFields(body).find(({ label }) => label === name)!;
              return withBodyMember(json, name, enter(field, each));
            }, '{}');
            assert.deepEqual(JSON.parse(entered), value);
            for (const field of memberFields(body))
              expectShown(field, memberOf(entered, field.label));
          }),
          { numRuns: 60 },
        );
      });

    for (const field of parametersOf(operation))
      it(`goes into ${field.label} of ${operation.id} and comes out unchanged`, () => {
        const schema =
          field.schema.type === 'array' && !field.mayBeEmpty
            ? { ...field.schema, minItems: 1 }
            : field.schema;
        // An empty segment or header is an error, not a value.
        const values = valueOf(field.in === 'query' ? schema : { minLength: 1, ...schema });
        fc.assert(
          fc.property(values, value => {
            const draft = withParameter(emptyDraft(operation), field, enter(field, value));
            const raw = parameterRaw(draft, field);
            assert.deepEqual(raw && JSON.parse(raw), value);
            expectShown(field, raw);
            if (field.in === 'query')
              assert.equal(
                targetOf(withoutFiles(draft), operation),
                targetOf(
                  { ...withoutFiles(emptyDraft(operation)), query: { [field.name]: value } },
                  operation,
                ),
              );
          }),
          { numRuns: 60 },
        );
      });
  }
});

const withoutFiles = ({ files: _, ...draft }: DraftView) => draft;

/** Drawn by its own control, to the last character. */
function expectShown(field: FormField, raw: Raw): void {
  const control = controlOf(field, raw);
  assert.notEqual(control.kind, 'misfit', `${field.label} ${raw}`);
  if (raw === undefined || isSpecial(raw, field)) return;
  if (control.kind === 'group')
    for (const member of memberFields(field)) expectShown(member, memberOf(raw, member.label));
  if (control.kind === 'entries')
    entriesOf(raw).forEach((entry, i) => expectShown(entryField(field, i), entry));
  if (control.kind === 'text') assert.equal(readText(showText(raw), field.schema) ?? raw, raw);
}

describe('what does not fit the form', () => {
  const raw = fc.oneof(
    fc.constantFrom(
      '12345678901234567890',
      '1.0',
      '-0',
      '1e999',
      '"\\u00e9"',
      '{ "a":1.0 }',
      '[1 ,2]',
      'null',
    ),
    fc.jsonValue({ maxDepth: 2 }).map(value => JSON.stringify(value)),
  );
  const other = fc.constantFrom(
    'x',
    'page_size',
    'skills',
    'queries',
    '__proto__',
    'constructor',
    '',
  );

  it('stays as it was written, whatever is edited beside it', () => {
    const operation = catalog().operations.find(({ id }) => id === 'searchJobsPost')!;
    const fields = memberFields(bodyOf(operation)!);
    const written = fc.array(fc.tuple(other, raw), { maxLength: 6 });
    fc.assert(
      fc.property(
        written,
        fc.constantFrom(...fields),
        fc.option(raw, { nil: undefined }),
        (members, field, value) => {
          const body = `{ ${members.map(([name, each]) => `${JSON.stringify(name)}  :${each}`).join(' ,\n\t')}\n}`;
          for (const each of fields) controlOf(each, memberOf(body, each.label));
          const next = withBodyMember(body, field.label, value);
          const others = (json: string) =>
            partsOf(json)
              .filter(({ name }) => name !== field.label)
              .map(({ start, end }) => json.slice(start, end));
          assert.deepEqual(others(next), others(body));
          assert.equal(memberOf(next, field.label), value);
          assert.equal(withBodyMember(next, field.label, value), next);
          assert.equal(editJson(body, [field.label], value), next);
        },
      ),
      { numRuns: 400 },
    );
  });
});
