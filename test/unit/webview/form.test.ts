import * as assert from 'node:assert/strict';
import type { FieldView } from '../../../src/protocol';
import { controlOf } from '../../../src/webview/form/fieldControl';
import {
  optionsWith,
  readLines,
  readScalar,
  showList,
  showScalar,
  valueOf,
  withValue,
} from '../../../src/webview/form/fieldValue';
import { summaryOf } from '../../../src/webview/form/summary';
import { everyField, request } from '../panel/fixtures';

const field = (name: string): FieldView => everyField.find(one => one.name === name)!;

describe('controls of the form', () => {
  for (const [name, kind] of [
    ['job_id', 'text'],
    ['q', 'text'],
    ['sort', 'choice'],
    ['remote', 'boolean'],
    ['page_size', 'number'],
    ['work_models', 'checks'],
    ['locations', 'lines'],
    ['sources', 'lines'],
    ['posted_after', 'text'],
    ['Idempotency-Key', 'text'],
    ['resume', 'file'],
  ] as const) {
    it(`${name} is a ${kind} field`, () => {
      assert.equal(controlOf(field(name), undefined).kind, kind);
    });
  }

  it('falls back to text or lines for a value the control could not show', () => {
    assert.equal(controlOf(field('page_size'), 'many').kind, 'text');
    assert.equal(controlOf(field('q'), ['a', 'b']).kind, 'lines');
  });

  it('reads nullable types and unions', () => {
    const of = (schema: FieldView['schema']) =>
      controlOf({ ...field('q'), schema }, undefined).kind;
    assert.equal(of({ type: ['integer', 'null'] }), 'number');
    assert.equal(of({ anyOf: [{ type: 'boolean' }, { type: 'null' }] }), 'boolean');
    assert.equal(of({}), 'text');
  });
});

describe('values of the form', () => {
  const integer = { type: 'integer' };
  for (const [text, value] of [
    ['25', 25],
    [' 25 ', 25],
    ['-1', -1],
    ['1.5', 1.5],
    ['', undefined],
    ['  ', undefined],
    ['many', 'many'],
    ['0x10', '0x10'],
    ['12345678901234567890', '12345678901234567890'],
    ['1e999', '1e999'],
  ] as const) {
    it(`reads ${JSON.stringify(text)} where a number belongs`, () => {
      assert.deepEqual(readScalar(text, integer), value);
    });
  }

  it('reads text as it is typed', () => {
    assert.equal(readScalar(' a ', { type: 'string' }), ' a ');
    assert.equal(readScalar('1', { type: 'string' }), '1');
    assert.equal(readScalar('true', { type: 'boolean' }), true);
    assert.equal(readScalar('yes', { type: 'boolean' }), 'yes');
  });

  it('reads lines, without the blank ones', () => {
    assert.deepEqual(readLines('a\n\nb, c\n', { type: 'string' }), ['a', 'b, c']);
    assert.deepEqual(readLines('1\nx', integer), [1, 'x']);
    assert.equal(readLines('\n', undefined), undefined);
  });

  it('shows any value', () => {
    assert.deepEqual(['a', 1, true, { a: 1 }, undefined].map(showScalar), [
      'a',
      '1',
      'true',
      '{"a":1}',
      '',
    ]);
    assert.deepEqual([['a', 1], 'a', undefined].map(showList), [['a', '1'], ['a'], []]);
    assert.deepEqual(optionsWith(['a', 'b'], ['b', 'x', 'x']), ['a', 'b', 'x']);
  });

  it('tells not sent from empty, and puts each value in its place', () => {
    const { draft } = request;
    const sources = field('sources');
    const emptied = withValue(draft, sources, []);
    assert.deepEqual(emptied.query['sources'], []);
    assert.equal('sources' in withValue(emptied, sources, undefined).query, false);
    assert.equal(valueOf(draft, { ...sources, name: 'constructor' }), undefined);
    assert.deepEqual(withValue(draft, field('job_id'), 7).path, { job_id: '7' });
    assert.deepEqual(withValue(draft, field('Idempotency-Key'), 'k').headers, {
      'Idempotency-Key': 'k',
    });
    assert.equal(
      withValue(draft, { ...field('q'), name: '__proto__' }, 'x').query['polluted'],
      undefined,
    );
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
