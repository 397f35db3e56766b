import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { inspect, promisify } from 'node:util';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import { documentedKey } from '../../support/keys';

/**
 * A process that adds a key, masks an answer with it, lets go of it, and looks for it in a picture of its own memory. `kept`
 * is a key that it holds on to, by which to see that it would be found. A key is made of bytes, which such a picture leaves
 * out, and is told as they are.
 */
const child = `
  const { getHeapSnapshot } = require('node:v8');
  const { randomBytes } = require('node:crypto');
  const { KnownKeys } = require('./src/core/keys/knownKeys.ts');
  const known = new KnownKeys();
  const make = bytes => 'jbe_live_' + bytes.toString('hex').slice(0, 21) + '_' + bytes.toString('hex').slice(21, 64);
  const use = bytes => {
    const key = make(bytes);
    known.add(key);
    if (known.mask('a ' + key).includes('jbe')) throw new Error('not masked');
    known.maskBytes(Buffer.from('{"a":"' + key.slice(0, 30)), { broken: true });
  };
  const gone = randomBytes(32);
  const held = randomBytes(32);
  const kept = { text: Buffer.from(make(held)).toString() };
  use(gone);
  setTimeout(async () => {
    gc();
    let picture = '';
    for await (const part of getHeapSnapshot()) picture += part;
    const found = bytes => {
      const secret = make(bytes).slice(31);
      let count = 0;
      for (let at = 0; at + 12 <= secret.length; at += 1) {
        if (picture.includes(secret.slice(at, at + 12))) count += 1;
      }
      return count;
    };
    console.log(JSON.stringify({ gone: found(gone), kept: found(held), holds: known.holds(make(gone)), left: kept.text.length }));
  });
`;

describe('a key that was added', () => {
  it('is nowhere in the memory of the process once it has been let go of', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--expose-gc', '--require', 'tsx/cjs', '--eval', child],
      { cwd: join(__dirname, '../../..') },
    );
    const { gone, kept, holds } = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual({ gone, kept, holds }, { gone: 0, kept: 32, holds: true });
  });

  it('is in what is kept of it in no form', () => {
    const known = new KnownKeys();
    const key = documentedKey();
    known.add(key);
    const data = JSON.stringify(known).toLowerCase();
    for (let from = 0; from + 8 <= key.length; from += 1) {
      const piece = key.slice(from, from + 8);
      for (const form of [piece, btoa(piece).slice(0, 10), Buffer.from(piece).toString('hex')]) {
        assert.ok(!data.includes(form.toLowerCase()), `letter ${from}`);
      }
    }
  });

  it('is recognised again from that, also beside others, and twice', () => {
    const [first, second, third] = [documentedKey(), documentedKey(), 'dev-key-1'] as const;
    const rotated = new KnownKeys();
    rotated.add(first);
    rotated.add(third);
    const data: unknown = JSON.parse(JSON.stringify(rotated));
    const known = new KnownKeys();
    known.add(second);
    known.restore(data);
    known.restore(data);
    for (const key of [first, second, third]) assert.ok(known.holds(key));
    assert.ok(known.holds(first.slice(31, 60)));
    const again = new KnownKeys();
    again.restore(JSON.parse(JSON.stringify(known)));
    for (const key of [first, second, third]) assert.ok(again.holds(key));
    assert.deepEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(known)));
  });

  const whole = (): Record<string, unknown> => {
    const known = new KnownKeys();
    known.add(documentedKey());
    return (JSON.parse(JSON.stringify(known)) as Record<string, unknown>[])[0]!;
  };
  const damaged: readonly unknown[] = [
    undefined,
    null,
    5,
    'text',
    {},
    [null, 5, 'text', {}, []],
    ...Object.keys(whole()).flatMap(name =>
      [undefined, null, 5.5, -1, 'text' as unknown, [null], [5.5, 'a', {}], { length: 2 ** 40 }]
        .filter(value => typeof whole()[name] !== typeof value)
        .map(value => [{ ...whole(), [name]: value }]),
    ),
  ];
  it(`is not recognised from data that are damaged, in ${damaged.length} ways, and others still are`, () => {
    for (const data of damaged) {
      const known = new KnownKeys();
      const key = documentedKey();
      known.add(key);
      const before = JSON.stringify(known);
      known.restore(data);
      assert.equal(JSON.stringify(known), before, inspect(data).slice(0, 80));
      assert.ok(known.holds(key));
    }
  });
});
