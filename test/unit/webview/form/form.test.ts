import * as assert from 'node:assert/strict';
import type { Schema } from '../../../../src/core/catalog/operation';
import { matching } from '../../../../src/webview/form/matching';
import { isoBefore } from '../../../../src/webview/form/controls/moments';
import { parameterRaw, withParameter } from '../../../../src/webview/form/draftValue';
import { controlOf, isSpecial, specialsOf } from '../../../../src/webview/form/fieldControl';
import {
  bodyField,
  hasSuggestions,
  entryField,
  isWithin,
  keyOf,
  memberFields,
  parameterField,
  type FormField,
} from '../../../../src/webview/form/formField';
import { readBody, withBodyMember } from '../../../../src/webview/form/body/readBody';
import {
  entriesOf,
  memberOf,
  otherMembers,
  repeatedMembers,
  withEntries,
  withMember,
  withoutEntry,
} from '../../../../src/webview/form/rawEdit';
import { readText, showText } from '../../../../src/webview/form/rawValue';
import { noFields, onScreen, reduceShown } from '../../../../src/webview/form/shownFields';
import { summaryOf } from '../../../../src/webview/form/summary';
import { everyField, operation, request } from '../../panel/fixtures';

const parameter = (name: string): FormField =>
  parameterField(everyField.find(one => one.name === name)!);
const body = bodyField(operation.body!);
const member = (name: string): FormField => memberFields(body).find(one => one.label === name)!;
const of = (schema: Schema): FormField => ({ ...member('answer'), schema });

describe('controls of the form', () => {
  for (const [name, kind] of [
    ['job_id', 'text'],
    ['q', 'text'],
    ['sort', 'choice'],
    ['remote', 'choice'],
    ['page_size', 'number'],
    ['work_models', 'checks'],
    ['locations', 'chips'],
    ['posted_after', 'dateTime'],
    ['Idempotency-Key', 'text'],
    ['resume', 'file'],
  ] as const) {
    it(`the parameter ${name} is a ${kind} field`, () => {
      assert.equal(controlOf(parameter(name), undefined).kind, kind);
    });
  }
  for (const [name, kind] of [
    ['queries', 'chips'],
    ['skills', 'group'],
    ['posted_after', 'dateTime'],
    ['cursor', 'text'],
    ['locations', 'entries'],
    ['answer', 'any'],
  ] as const) {
    it(`the member ${name} is a ${kind} field`, () => {
      assert.equal(controlOf(member(name), undefined).kind, kind);
    });
  }

  it('are text for a parameter that the control could not show: there everything is text', () => {
    assert.equal(controlOf(parameter('page_size'), '"many"').kind, 'text');
    assert.equal(controlOf(parameter('q'), '["a","b"]').kind, 'chips');
    assert.equal(controlOf(parameter('sort'), '"sideways"').kind, 'choice');
  });

  it('are JSON for a member that the control could not show', () => {
    for (const [name, raw] of [
      ['page_size', '"25"'],
      ['page_size', '1e999'],
      ['queries', '"golang"'],
      ['skills', '["Go"]'],
      ['search_description', '1'],
      ['cursor', '5'],
      ['cursor', '"a\\r\\nb"'],
    ] as const)
      assert.equal(controlOf(member(name), raw).kind, 'misfit', `${name} ${raw}`);
    assert.equal(controlOf(member('page_size'), '12345678901234567890').kind, 'number');
    assert.equal(controlOf(member('page_size'), '25.0').kind, 'number');
    assert.equal(controlOf(member('cursor'), 'null').kind, 'text');
  });

  it('read nullable types and unions', () => {
    assert.equal(controlOf(of({ type: ['integer', 'null'] }), undefined).kind, 'number');
    assert.equal(
      controlOf(of({ anyOf: [{ type: 'boolean' }, { type: 'null' }] }), undefined).kind,
      'choice',
    );
  });

  it('say what can be sent beside values', () => {
    assert.deepEqual(specialsOf(parameter('sources')), ['[]']);
    assert.deepEqual(specialsOf(parameter('locations')), []);
    assert.deepEqual(specialsOf(parameter('q')), ['""']);
    assert.deepEqual(specialsOf(member('include_facets')), ['[]']);
    assert.deepEqual(specialsOf(member('cursor')), ['""', 'null']);
    assert.deepEqual(specialsOf(member('posted_after')), ['null']);
    assert.deepEqual(specialsOf(member('skills')), ['{}']);
    assert.deepEqual(specialsOf(member('page_size')), []);
  });

  it('takes blanks between brackets for nothing, and blanks in a text for the text that they are', () => {
    assert.equal(isSpecial('[ ]', member('include_facets')), true);
    assert.equal(isSpecial('{\n}', member('skills')), true);
    assert.equal(isSpecial('""', member('cursor')), true);
    assert.equal(isSpecial('"   "', member('cursor')), false);
    assert.equal(isSpecial('" "', parameter('q')), false);
  });
});

describe('values of the form', () => {
  const integer = { type: 'integer' };
  for (const [text, raw] of [
    ['25', '25'],
    [' 25 ', '25'],
    ['-1', '-1'],
    ['1.0', '1.0'],
    ['12345678901234567890', '12345678901234567890'],
    ['1e999', '1e999'],
    ['007', '7'],
    ['.5', '0.5'],
    ['', undefined],
    ['  ', undefined],
    ['many', '"many"'],
    ['0x10', '"0x10"'],
  ] as const) {
    it(`reads ${JSON.stringify(text)} where a number belongs`, () => {
      assert.equal(readText(text, integer), raw);
    });
  }

  it('reads text as it is typed, and shows it again', () => {
    assert.equal(readText(' a ', { type: 'string' }), '" a "');
    assert.equal(readText('1', { type: ['string', 'null'] }), '"1"');
    assert.equal(readText('true', { type: 'boolean' }), 'true');
    assert.equal(readText('yes', { type: 'boolean' }), '"yes"');
    assert.deepEqual(['"\\u00e9"', '1.0', undefined].map(showText), ['é', '1.0', '']);
  });

  it('puts each parameter in its place, and takes it out again', () => {
    const { draft } = request;
    const sources = parameter('sources');
    const emptied = withParameter(draft, sources, '[]');
    assert.deepEqual(emptied.query['sources'], []);
    assert.equal('sources' in withParameter(emptied, sources, undefined).query, false);
    assert.equal(parameterRaw(draft, { ...sources, name: 'constructor' }), undefined);
    assert.deepEqual(withParameter(draft, parameter('job_id'), '"7"').path, { job_id: '7' });
    assert.deepEqual(withParameter(draft, parameter('Idempotency-Key'), '"k"').headers, {
      'Idempotency-Key': 'k',
    });
    const polluted = withParameter(draft, { ...parameter('q'), name: '__proto__' }, '{"x":1}');
    assert.equal(polluted.query['x'], undefined);
    assert.deepEqual(Object.keys(withParameter(draft, parameter('page_size'), '5').query), [
      'page_size',
      'sort',
    ]);
  });

  it('reads a parameter as it would be sent', () => {
    const draft = (query: Readonly<Record<string, unknown>>) => ({ ...request.draft, query });
    for (const [name, value, raw] of [
      ['page_size', '25', '25'],
      ['page_size', 'many', '"many"'],
      ['page_size', '12345678901234567890', '"12345678901234567890"'],
      ['remote', 'true', 'true'],
      ['locations', 'Porto,Braga', '["Porto","Braga"]'],
      ['locations', '', '[]'],
      ['locations', 5, '[5]'],
      ['q', null, undefined],
    ] as const)
      assert.equal(parameterRaw(draft({ [name]: value }), parameter(name)), raw);
  });

  it('keeps a parameter that JavaScript would round as text', () => {
    const next = withParameter(request.draft, parameter('page_size'), '12345678901234567890');
    assert.equal(next.query['page_size'], '12345678901234567890');
  });

  it('makes and unmakes groups with their members', () => {
    assert.equal(withMember(undefined, 'include', '["Go"]'), '{ "include": ["Go"] }');
    assert.equal(withMember('{ "include": ["Go"] }', 'include', undefined), undefined);
    assert.equal(withMember('{"a":1,"include":[]}', 'include', undefined), '{"a":1}');
    assert.equal(memberOf('{"a": 1.0, "a": 2.0}', 'a'), '2.0');
    assert.equal(memberOf('[1]', '0'), undefined);
    assert.deepEqual(otherMembers('{"b":1,"a":2,"b":3}', ['a']), ['b']);
    assert.deepEqual(repeatedMembers('{"b":1,"a":2,"b":3}'), ['b']);
  });

  it('adds to lists and takes from them', () => {
    assert.equal(withEntries(undefined, ['"a"', '1.0']), '["a", 1.0]');
    assert.equal(withoutEntry('["a", 1.0]', 0), '[1.0]');
    assert.equal(withoutEntry('["a"]', 0), undefined);
    assert.deepEqual(entriesOf('[ "a" ,{"b":1} ]'), ['"a"', '{"b":1}']);
    assert.deepEqual(entriesOf('{"a":1}'), []);
  });

  it('reads a body, broken or not, and edits one member of it', () => {
    assert.equal(readBody(' \n').kind, 'members');
    assert.deepEqual(readBody('{"a": 1,}'), { kind: 'broken', position: 8 });
    assert.equal(readBody('[1]').kind, 'other');
    assert.equal(
      withBodyMember('{"id": 12345678901234567890, "x": 1.0}', 'x', '2'),
      '{"id": 12345678901234567890, "x": 2}',
    );
    assert.equal(withBodyMember('{"a": 1,}', 'a', '2'), '{"a": 1,}');
  });

  it('sums a draft up in one line', () => {
    const draft = {
      ...request.draft,
      query: { q: 'a b', list: ['x', 'y'] },
      body: '{\n  "a": 1\n}',
    };
    assert.equal(summaryOf({ ...draft, path: {} }), 'q a b · list x, y · { "a": 1 }');
  });
});

describe('fields of the form', () => {
  it('know where they stand, and what is said about them', () => {
    const city = memberFields(entryField(member('locations'), 2)).find(
      ({ label }) => label === 'city',
    )!;
    assert.equal(keyOf(city), 'body /locations/2/city');
    assert.ok(hasSuggestions(city));
    assert.ok(!hasSuggestions(member('cursor')));
    const at = (pointer: string) =>
      ({ in: 'body', name: '', pointer, severity: 'warning', message: '' }) as const;
    assert.ok(isWithin(at('/locations/2/city'), city));
    assert.ok(isWithin(at('/locations/2/city'), member('locations')));
    assert.ok(!isWithin(at('/locations/22/city'), entryField(member('locations'), 2)));
    assert.ok(!isWithin({ ...at(''), in: 'query', name: 'q' }, body));
  });

  it('stand behind Add filter until they are set or asked for; required ones first', () => {
    const fields = everyField.map(parameterField);
    const rawOf = (field: FormField) => parameterRaw(request.draft, field);
    const names = (state = noFields) =>
      onScreen(fields, rawOf, state).shown.map(({ label }) => label);
    assert.deepEqual(names(), ['job_id', 'sort', 'page_size']);
    const q = keyOf(parameter('q'));
    const added = reduceShown(noFields, { type: 'added', key: q });
    assert.deepEqual(names(added), ['job_id', 'q', 'sort', 'page_size']);
    assert.equal(added.added, q);
    assert.deepEqual(names(reduceShown(added, { type: 'removed', key: q })), names());
    assert.deepEqual(reduceShown(added, { type: 'reset' }), noFields);
  });

  it('stay on screen once they are edited, also when they are emptied', () => {
    const key = keyOf(parameter('sort'));
    const edited = reduceShown(noFields, { type: 'edited', key });
    const screen = onScreen(everyField.map(parameterField), () => undefined, edited);
    assert.ok(screen.shown.some(({ label }) => label === 'sort'));
    assert.equal(reduceShown(edited, { type: 'edited', key }), edited);
    assert.equal(edited.added, undefined);
  });

  it('need no Add filter where there are few', () => {
    const few = everyField.map(parameterField).slice(0, 5);
    const screen = onScreen(few, () => undefined, noFields);
    assert.equal(screen.shown.length, 5);
    assert.equal(screen.removable, false);
  });

  it('are found by name first, then by description', () => {
    const found = (text: string) =>
      matching(everyField.map(parameterField), text).map(({ label }) => label);
    assert.deepEqual(found('loc'), ['locations']);
    assert.deepEqual(found('page size'), ['page_size']);
    assert.deepEqual(found('jobs'), ['remote', 'page_size', 'posted_after']);
    assert.deepEqual(found('nothing like it'), []);
  });

  it('go back from now to the second', () => {
    const now = Date.parse('2026-11-23T10:42:12.390Z');
    assert.equal(isoBefore(now, 7 * 24 * 3_600_000), '2026-11-16T10:42:12Z');
  });
});
