import assert from 'node:assert/strict';
import { catalog } from '../../../src/core/catalog/catalog';
import { inlined } from '../../../src/core/catalog/inlined';

describe('a schema with everything in its place', () => {
  it('refers to nothing, in any operation', () => {
    for (const { body, parameters } of catalog().operations)
      for (const schema of [...(body ? [body.schema] : []), ...parameters.map(one => one.schema)])
        assert.doesNotMatch(JSON.stringify(inlined(schema)), /\$ref|"allOf"/);
  });

  it('keeps what was said of a member beside its reference', () => {
    const { companies } = inlined({
      $ref: '#/components/schemas/JobSearchBodyRequest',
    }).properties!;
    assert.match(companies?.description ?? '', /domains/);
    assert.deepEqual(Object.keys(companies?.properties ?? {}), ['include', 'exclude']);
  });

  it('hands examples down to members and entries, the first that there is', () => {
    const schema = inlined(
      {
        properties: {
          a: { type: 'integer' },
          list: { type: 'array', items: { properties: { b: { type: 'string' } } } },
        },
      },
      [{ list: [{ b: 'x' }, { b: 'y' }] }, { a: 5 }],
    );
    const { a, list } = schema.properties!;
    assert.deepEqual(a?.examples, [5]);
    assert.deepEqual(list?.items?.properties!['b']?.examples, ['x']);
  });
});
