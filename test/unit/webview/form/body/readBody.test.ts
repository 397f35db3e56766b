import * as assert from 'node:assert/strict';
import { readBody, withBodyMember } from '../../../../../src/webview/form/body/readBody';

describe('a body in the form', () => {
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
});
