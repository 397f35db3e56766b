import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { folderStore } from '../../../src/core/disk/folderStore';
import type { HistoryOptions } from '../../../src/core/history/history';
import { until } from '../../support/inTime';
import { tempFolder } from '../../support/tempFolder';
import { historyOn } from './historyOn';
import { row } from './rows';

describe('History of runs that end', () => {
  const folder = tempFolder();

  it('writes each into a file of its own in the next turn, body included, and no run that goes on', async () => {
    const real = folderStore(folder());
    const written: string[][] = [];
    const store: HistoryOptions['store'] = {
      ...real,
      write: (each, how) => {
        written.push([each.exchange.id]);
        return real.write(each, how);
      },
      writeMany: async runs => {
        written.push(runs.map(({ row: { exchange } }) => exchange.id));
        await real.writeMany?.(runs);
      },
    };
    const history = historyOn({ store, failed: assert.ifError });
    history.recordLater(row('on', { outcome: { kind: 'running' } }));
    for (const id of ['a', 'b']) {
      history.recordEnd(row(id));
      history.recordBodyLater(id, Buffer.from(id));
      assert.ok(!history.isKept(id));
    }
    await until(() => history.isKept('b'));
    assert.deepEqual(written, [['a'], ['b']]);
    assert.equal((await folderStore(folder()).readAll()).length, 2);
    const names = (await readdir(folder())).toSorted();
    assert.deepEqual(names, ['a.body', 'a.json', 'b.body', 'b.json']);
    assert.equal(String(await history.readBody('a')), 'a');
    await history.close();
  });
});
