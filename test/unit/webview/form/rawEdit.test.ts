import * as assert from 'node:assert/strict';
import {
  entriesOf,
  memberOf,
  otherMembers,
  repeatedMembers,
  withEntries,
  withMember,
  withoutEntry,
} from '../../../../src/webview/form/rawEdit';

describe('groups and lists of the form', () => {
  it('makes and unmakes groups with their members', () => {
    assert.equal(withMember(undefined, 'include', '["Go"]'), '{ "include": ["Go"] }');
    assert.equal(withMember('{ "include": ["Go"] }', 'include', undefined), undefined);
    assert.equal(withMember('{"a":1,"include":[]}', 'include', undefined), '{"a":1}');
    assert.equal(memberOf('{"a": 1.0, "a": 2.0}', 'a'), '2.0');
    assert.equal(memberOf('[1]', '0'), undefined);
    assert.deepEqual(otherMembers('{"b":1,"a":2,"b":3}', ['a']), ['b']);
    assert.deepEqual(repeatedMembers('{"b":1,"a":2,"b":3}'), ['b']);
  });

  it('adds to lists and takes from them', () => {
    assert.equal(withEntries(undefined, ['"a"', '1.0']), '["a", 1.0]');
    assert.equal(withoutEntry('["a", 1.0]', 0), '[1.0]');
    assert.equal(withoutEntry('["a"]', 0), undefined);
    assert.deepEqual(entriesOf('[ "a" ,{"b":1} ]'), ['"a"', '{"b":1}']);
    assert.deepEqual(entriesOf('{"a":1}'), []);
  });
});
