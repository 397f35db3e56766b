import * as assert from 'node:assert/strict';
import type { Row } from '../../../../src/core/body/rows';
import { moveOf } from '../../../../src/webview/jsonTree/treeKeys';

const row = (depth: number, open?: boolean): Row => ({
  depth,
  kind: 'object',
  text: '',
  nth: 1,
  of: 1,
  ...(open === undefined ? {} : { open }),
});

describe('keys of the tree', () => {
  const rows = [row(0, true), row(1, false), row(1, true), row(2)];
  const press = (key: string, active: number) =>
    moveOf(key, { active, total: rows.length, page: 2, get: i => rows[i] });

  it('moves, folds and unfolds', () => {
    assert.deepEqual(press('ArrowDown', 3), { to: 3 });
    assert.deepEqual(press('ArrowUp', 1), { to: 0 });
    assert.deepEqual(press('End', 0), { to: 3 });
    assert.deepEqual(press('Home', 3), { to: 0 });
    assert.deepEqual(press('PageDown', 0), { to: 2 });
    assert.deepEqual(press('ArrowRight', 1), { toggle: 1 });
    assert.deepEqual(press('ArrowRight', 2), { to: 3 });
    assert.equal(press('ArrowRight', 3), undefined);
    assert.deepEqual(press('ArrowLeft', 2), { toggle: 2 });
    assert.deepEqual(press('ArrowLeft', 3), { to: 2 });
    assert.deepEqual(press('Enter', 1), { toggle: 1 });
    assert.equal(press('x', 1), undefined);
  });
});
