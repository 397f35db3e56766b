import * as assert from 'node:assert/strict';
import { parameterRaw, withParameter } from '../../../../src/webview/form/draftValue';
import { request } from '../../panel/fixtures';
import { parameter } from './fields';

describe('a parameter in a draft', () => {
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
});
