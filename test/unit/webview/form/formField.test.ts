import * as assert from 'node:assert/strict';
import {
  hasSuggestions,
  entryField,
  isWithin,
  keyOf,
  memberFields,
} from '../../../../src/webview/form/formField';
import { body, member } from './fields';

describe('a field of the form', () => {
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
});
