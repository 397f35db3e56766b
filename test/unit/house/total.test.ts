import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { hostileTexts } from '../../support/hostileTexts';
import { exempt } from './exempt';
import { takers } from './takers';
import { shapeOf } from './total';

/** Rooms whose functions are given bodies, answers and drafts. */
const rooms = ['body', 'charset', 'compare', 'diagnosis', 'request', 'snippets'];
const core = path.resolve(__dirname, '../../../src/core');

async function functionsOf(room: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const file of fs.readdirSync(path.join(core, room))) {
    const exported = (await import(path.join(core, room, file))) as Readonly<
      Record<string, unknown>
    >;
    names.push(...Object.keys(exported).filter(name => typeof exported[name] === 'function'));
  }
  return names;
}

describe('what takes a body, an answer or a draft', () => {
  it('stands here, or in the list of what takes none', async () => {
    const all = new Set((await Promise.all(rooms.map(functionsOf))).flat());
    const listed = [...Object.keys(takers), ...exempt];
    assert.deepEqual(
      [...all].filter(name => !listed.includes(name)),
      [],
      'try it with what is odd, or say that it takes none of them',
    );
    const pointers = ['keysOf', 'pointerOf', 'valueAt', 'withValueAt'];
    const others = [
      ...pointers,
      'countRows',
      'readCharge',
      'estimate',
      'requestedSize',
      'errorBody',
      'idsIn',
    ];
    const gone = listed.filter(name => !all.has(name) && !others.includes(name));
    assert.deepEqual(gone, [], 'no longer there');
  });

  const shapes = Object.entries(hostileTexts).map(([what, text]) => [what, shapeOf(text)] as const);
  for (const [name, take] of Object.entries(takers)) {
    it(`${name} throws on nothing, however deep, long or odd`, () => {
      for (const [what, shape] of shapes) assert.doesNotThrow(() => take(shape), what);
      const text = fc.oneof(
        fc.json(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...Object.keys(Object.prototype), '__proto__'),
      );
      fc.assert(
        fc.property(text, odd => void take(shapeOf(odd))),
        { numRuns: 10 },
      );
    });
  }
});
