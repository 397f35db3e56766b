import assert from 'node:assert/strict';
import { jsonPlaceAt } from '../../../src/core/body/jsonPlace';
import { catalog, findOperation } from '../../../src/core/catalog/catalog';
import { bodySchemaAt, membersAt, valuesOf } from '../../../src/core/request/bodySuggestions';
import { exampleBody } from '../../../src/core/request/exampleBody';

const search = findOperation('searchJobsPost') ?? assert.fail();

describe('suggestions in a body', () => {
  const membersIn = (marked: string) => {
    const place = jsonPlaceAt(marked.replace('|', ''), marked.indexOf('|')) ?? assert.fail();
    return membersAt(search, place).map(({ name }) => name);
  };

  it('are the members that are not there yet', () => {
    assert.ok(membersIn('{|}').includes('page_size'));
    assert.ok(!membersIn('{"page_size": 1, |}').includes('page_size'));
    assert.ok(membersIn('{"page_s|": 1}').includes('page_size'));
    assert.deepEqual(membersIn('{"skills": {|}}'), ['include', 'exclude']);
    assert.deepEqual(membersIn('{"nonsense": {|}}'), []);
  });

  it('are the values that the schema names', () => {
    assert.deepEqual(valuesOf({ type: ['boolean', 'null'], default: false }), [
      'false',
      'true',
      'null',
    ]);
    assert.deepEqual(valuesOf({ type: 'string', enum: ['a', 'b'], default: 'b' }), ['"b"', '"a"']);
    assert.deepEqual(valuesOf({ type: 'array' }), ['[]']);
  });

  it('know the schema of every member of every example', () => {
    for (const operation of catalog().operations) {
      const example = exampleBody(operation);
      if (example === undefined) continue;
      assert.ok(bodySchemaAt(operation, []), operation.id);
      for (const name of Object.keys(JSON.parse(example) as object))
        assert.ok(bodySchemaAt(operation, [name]), `${operation.id} ${name}`);
    }
    assert.equal(bodySchemaAt(search, ['toString']), undefined);
  });
});
