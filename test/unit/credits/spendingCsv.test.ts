import assert from 'node:assert/strict';
import { spendingCsv } from '../../../src/core/credits/spendingCsv';
import { settledEntry as entry } from './settledEntry';

describe('spending as CSV', () => {
  it('exports a line a run that no spreadsheet takes for a formula', () => {
    const text = spendingCsv([
      { ...entry, profile: '=HYPERLINK("x"),a' },
      { ...entry, id: 'r0', at: '2026-05-03T10:00:00.000Z' },
    ]);
    const lines = text.split('\r\n');
    assert.equal(lines[0], 'at,profile,operation,estimated,charged,state,rows,balance,run');
    assert.match(
      lines[1] ?? '',
      /^2026-05-03T10:00:00\.000Z,Own,searchJobs,75,21\.5,settled,,,r0$/,
    );
    assert.match(lines[2] ?? '', /^2026-05-04T10:00:00\.000Z,"'=HYPERLINK\(""x""\),a",searchJobs/);
  });
});
