import * as assert from 'node:assert/strict';
import type { Schema } from '../../../../src/core/catalog/operation';
import { controlOf, isSpecial, specialsOf } from '../../../../src/webview/form/fieldControl';
import type { FormField } from '../../../../src/webview/form/formField';
import { member, parameter } from './fields';

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
