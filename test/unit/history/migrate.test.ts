import assert from 'node:assert/strict';
import { migrate, type Migration } from '../../../src/core/history/migrate';
import { rowVersion } from '../../../src/core/history/row';

describe('migrate', () => {
  const steps: Readonly<Record<number, Migration>> = {
    1: ({ name, ...rest }) => ({ ...rest, title: name }),
    2: given => ({ ...given, tags: [] }),
  };

  it('takes a row from each version to the next', () => {
    const old = { version: 1, name: 'x' };
    assert.deepEqual(migrate(old, 3, steps), { version: 3, title: 'x', tags: [] });
    assert.deepEqual(old, { version: 1, name: 'x' });
    const middle = { version: 2, title: 'y' };
    assert.deepEqual(migrate(middle, 3, steps), { version: 3, title: 'y', tags: [] });
    assert.deepEqual(migrate(middle, 2, steps), middle);
  });

  it('leaves alone what is newer, what no way leads to, and what is no row', () => {
    for (const odd of [
      { version: 4 },
      { version: 0 },
      { version: 1.5 },
      { version: '1' },
      { version: Number.NaN },
      {},
      [],
      null,
      'x',
    ]) {
      assert.equal(migrate(odd, 3, steps), undefined, JSON.stringify(odd));
    }
    assert.equal(migrate({ version: 1 }, 3, { 2: given => given }), undefined);
  });

  it('has a step from every earlier version to the present one', () => {
    for (let version = 1; version < rowVersion; version++)
      assert.ok(migrate({ version }, rowVersion), String(version));
  });
});
