import assert from 'node:assert/strict';
import { Printer } from '../../launch/printer.mjs';

describe('what programs print side by side', () => {
  it('stays apart: the oldest prints at once, the others after it', () => {
    let printed = '';
    const printer = new Printer(text => (printed += text));
    const a = printer.start('a');
    const b = printer.start('b');
    b.print('b1\n');
    a.print('a1\n');
    assert.equal(printed, '\n── a\na1\n');
    const c = printer.start('c');
    c.print('c1\n');
    c.end();
    a.end();
    assert.equal(printed, '\n── a\na1\n\n── b\nb1\n');
    b.print('b2\n');
    b.end();
    assert.equal(printed, '\n── a\na1\n\n── b\nb1\nb2\n\n── c\nc1\n');
  });
});
