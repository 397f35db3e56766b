import * as assert from 'node:assert/strict';
import { matching } from '../../../../src/webview/form/matching';
import { parameterField } from '../../../../src/webview/form/formField';
import { everyField } from '../../panel/fixtures';

describe('fields that are looked for', () => {
  it('are found by name first, then by description', () => {
    const found = (text: string) =>
      matching(everyField.map(parameterField), text).map(({ label }) => label);
    assert.deepEqual(found('loc'), ['locations']);
    assert.deepEqual(found('page size'), ['page_size']);
    assert.deepEqual(found('jobs'), ['remote', 'page_size', 'posted_after']);
    assert.deepEqual(found('nothing like it'), []);
  });
});
