import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { badgesOf } from '../../../src/core/body/badge';
import type { BodyModel } from '../../../src/core/body/bodyModel';
import { openBody } from '../../../src/core/body/openBody';
import { atOnce } from '../../../src/core/common/steps';

const json = 'application/json';
const open = (text: string) => openBody(Buffer.from(text), json);
const badges = (text: string) =>
  atOnce(badgesOf(Buffer.from(text), { bytes: text.length, contentType: json }));

describe('a body against JSON.parse', () => {
  /** What the rows say, as a value. */
  const valueOf = (body: BodyModel): unknown => JSON.parse(body.textOf(0));

  it('agrees on what is JSON', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u00e9"',
      '1',
      '-0.5e+3',
      '01',
      'true',
      'nul',
      ' ',
      '\n',
      '"',
      '\\',
    );
    const texts = fc.oneof(
      fc.array(pieces).map(parts => parts.join('')),
      fc.json(),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, text => {
        fc.pre(text !== '' && !text.startsWith('\ufeff') && Buffer.from(text).toString() === text);
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        assert.equal(
          badges(text).some(({ code }) => code === 'notJson'),
          !isJson,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('shows every value once, in order, whatever is folded meanwhile', () => {
    fc.assert(
      fc.property(fc.json(), fc.array(fc.nat(50)), (text, toggles) => {
        const body = open(text);
        for (const row of toggles) body.toggle(row);
        body.foldAll(true);
        assert.deepEqual(valueOf(body), JSON.parse(text));
        const leaves: string[] = [];
        JSON.parse(text, (_key, value: unknown) => {
          if (typeof value !== 'object' || value === null) leaves.push(JSON.stringify(value));
          return value;
        });
        const rows = body.rows(0, body.rowCount);
        const shown = rows.filter(row => row.kind !== 'object' && row.kind !== 'array');
        assert.equal(shown.length, leaves.length);
        rows.forEach((row, i) => {
          if (row.kind === 'string') assert.equal(body.textOf(i), row.text);
        });
      }),
    );
  });

  it('never throws, whatever the bytes and the search', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.string({ minLength: 1, maxLength: 3 }),
        (bytes, query) => {
          for (const type of [json, 'text/html', '']) {
            const body = openBody(bytes, type);
            body.foldAll(true);
            const { row, hits } = body.search(query, -1, false);
            assert.equal(row === null, hits === 0);
            assert.equal(body.rows(0, 1000).length, Math.min(1000, body.rowCount));
          }
        },
      ),
    );
  });
});
