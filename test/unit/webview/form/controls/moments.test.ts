import * as assert from 'node:assert/strict';
import { isoBefore } from '../../../../../src/webview/form/controls/moments';

describe('moments', () => {
  it('go back from now to the second', () => {
    const now = Date.parse('2026-11-23T10:42:12.390Z');
    assert.equal(isoBefore(now, 7 * 24 * 3_600_000), '2026-11-16T10:42:12Z');
  });
});
