import assert from 'node:assert/strict';
import { atOnce } from '../../../src/core/common/steps';
import { parseExact, pretty } from '../../../src/core/compare/exactJson';

const printed = (text: string) => {
  const value = atOnce(parseExact(Buffer.from(text), 'application/json')) ?? assert.fail(text);
  return atOnce(pretty(value));
};

describe('JSON printed for a comparison', () => {
  it('is the same whatever blanks stand in it, and however many', () => {
    const blanks = ' \n'.repeat(40_000);
    for (const [tight, wide] of [
      ['[]', `[${blanks}]`],
      ['{"a":[]}', `{"a":[${blanks}]}`],
      ['{"a":{},"b":1}', `{"a":{}${blanks},"b":1}`],
      ['{"a":{},"b":1}', `{"a":{},${blanks}"b":1}`],
      ['[[1,{"b":[2]}],3]', `[[1,${blanks}{"b":${blanks}[2]}],3]`],
    ] as const)
      assert.equal(printed(wide), printed(tight));
  });
});
