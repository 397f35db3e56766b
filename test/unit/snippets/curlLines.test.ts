import assert from 'node:assert/strict';
import { parseCurl } from '../../../src/core/snippets/parseCurl';
import { canaryKey } from '../../support/runs';
import { before } from './lines/before';
import { behind } from './lines/behind';
import { doubtful } from './lines/doubtful';
import { filledIn } from './lines/filledIn';
import { mistaken } from './lines/mistaken';
import { options } from './lines/options';
import { quoting } from './lines/quoting';
import { origin, type Read, type Refused, type Row } from './lines/row';

const groups: Readonly<Record<string, readonly Row[]>> = {
  'before it': before,
  'behind it': behind,
  quoting,
  'what is filled in': filledIn,
  'options and places': options,
  'what is doubtful': doubtful,
  'what is easily mistaken': mistaken,
};

describe('a curl line from the clipboard', () => {
  it('is tried in many forms', () => {
    const texts = Object.values(groups).flatMap(rows => rows.map(([, text]) => text));
    assert.ok(new Set(texts).size === texts.length && texts.length >= 150, String(texts.length));
  });

  for (const [group, rows] of Object.entries(groups)) {
    describe(group, () => {
      for (const [what, text, expected] of rows) {
        it(what, () => {
          if ('code' in expected) isRefused(text, expected);
          else isRead(text, expected);
        });
      }
    });
  }
});

function isRead(text: string, expected: Read): void {
  const pasted = parseCurl(text);
  if (!pasted.ok) assert.fail(JSON.stringify(pasted.problem));
  const { key, ...rest } = pasted;
  assert.deepEqual(rest.draft, expected.draft);
  const said = rest.leftOut.map(each => ('name' in each ? `${each.code} ${each.name}` : each.code));
  assert.deepEqual(said, expected.leftOut);
  assert.equal(rest.origin ?? null, expected.origin === undefined ? origin : expected.origin);
  assert.equal(key, expected.key);
  assert.ok(!JSON.stringify(rest).includes(canaryKey));
}

function isRefused(text: string, { code, line, column, facts }: Refused): void {
  const pasted = parseCurl(text);
  if (pasted.ok) assert.fail(JSON.stringify(pasted));
  assert.ok(!JSON.stringify(pasted).includes(canaryKey));
  const place = code === 'notCurl' ? {} : { place: { line, column } };
  assert.deepEqual(pasted.problem, { code, ...facts, ...place });
}
