import * as assert from 'node:assert/strict';
import type { UnreadText } from '../../../../src/views';
import { readUnread, UnreadTexts } from '../../../../src/webview/form/unreadTexts';

const textsOf = (kept: readonly UnreadText[] = []) => {
  const told: (readonly UnreadText[])[] = [];
  const texts = new UnreadTexts(kept, all => told.push(all));
  return { of: texts.ofOperation('one'), other: texts.ofOperation('two'), told };
};
const field = 'body /list/2/note';

describe('texts that are no values', () => {
  it('are found beside the value that they were typed over, and tell nothing where nothing changes', () => {
    const { of, other, told } = textsOf();
    of.put(field, '[1]', '[1, ');
    assert.equal(of.textOf(field, '[1]'), '[1, ');
    assert.equal(of.textOf(field, '[2]'), undefined);
    assert.equal(other.textOf(field, '[1]'), undefined);
    assert.ok(of.isThere('body /list') && !of.isThere('body /lis') && !other.isThere('body /list'));
    of.settle(field, '[1]');
    of.forget('body /lis');
    other.forget('');
    assert.equal(told.length, 1);
    of.settle(field, undefined);
    assert.deepEqual(told.at(-1), []);
  });

  it('move up with their entry, and go with it', () => {
    const { of } = textsOf();
    for (const place of [0, 2, 10]) of.put(`body /list/${place}/note`, undefined, `${place}`);
    of.put('body /lists/3', undefined, 'another');
    of.entryRemoved('body /list', 2);
    assert.equal(of.textOf('body /list/0/note', undefined), '0');
    assert.equal(of.textOf('body /list/9/note', undefined), '10');
    assert.equal(of.textOf('body /lists/3', undefined), 'another');
    for (const place of [2, 10])
      assert.equal(of.textOf(`body /list/${place}/note`, undefined), undefined);
  });

  it('name the members of a group that hold nothing else', () => {
    const { of } = textsOf();
    of.put('body /a~1b', undefined, '{');
    of.put('body /set', '1', '{');
    of.put('body /deep/er', undefined, '{');
    assert.deepEqual(of.emptyIn('body '), ['a/b']);
  });

  it('are kept for twenty fields, the oldest goes first', () => {
    const { of, told } = textsOf();
    for (let n = 0; n <= 20; n += 1) of.put(`body /${n}`, undefined, '{');
    assert.equal(told.at(-1)?.length, 20);
    assert.ok(!of.isThere('body /0') && of.isThere('body /20'));
  });

  it('are read as far as they are some, whatever was kept', () => {
    const good = { operationId: 'one', field, text: '{', raw: '1' };
    const { raw: _, ...bare } = good;
    const bad = [null, 5, [], {}, { ...good, raw: 1 }, { ...good, text: undefined }];
    assert.deepEqual(readUnread([...bad, good, bare]), [good, bare]);
    for (const value of [undefined, null, 'text', { length: 1 }])
      assert.deepEqual(readUnread(value), []);
  });
});
