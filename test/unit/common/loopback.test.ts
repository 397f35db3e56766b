import assert from 'node:assert/strict';
import { isLoopback } from '../../../src/core/common/loopback';

describe('loopback', () => {
  for (const host of [
    'localhost',
    'LOCALHOST',
    'a.localhost',
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '[::1]',
    '::ffff:127.0.0.1',
    new URL('http://[::ffff:127.9.9.9]').hostname,
  ]) {
    it(`${host} is`, () => {
      assert.ok(isLoopback(host));
    });
  }
  for (const host of [
    'localhost.test',
    '128.0.0.1',
    '0.0.0.0',
    '::2',
    new URL('http://[::ffff:128.0.0.1]').hostname,
    '[::7f00:1]',
    '127.0.0.1.test',
    '10.0.0.1',
    '',
  ]) {
    it(`"${host}" is not`, () => {
      assert.ok(!isLoopback(host));
    });
  }
});
