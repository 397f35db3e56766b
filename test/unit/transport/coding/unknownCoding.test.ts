import assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import { answer, startFaultServer } from '../../../support/faultServer';
import { canaryKey, makeTransport, run, spendingOperation, textOf } from '../../../support/runs';
import { servedTransport } from '../../../support/servedTransport';

const text = JSON.stringify({ jobs: Array.from({ length: 50 }, (_, id) => ({ id })) });
const gzip = zlib.gzipSync(text);

/** What is said of an answer's coding, and what is made of it. */
const unknown: readonly (readonly [encoding: string, coding: string])[] = [
  ['x-foo', 'x-foo'],
  ['X-Foo', 'x-foo'],
  ['compress', 'compress'],
  ['constructor', 'constructor'],
  ['gzip, br, x-foo', 'x-foo'],
  ['x-foo, gzip', 'x-foo'],
  ['x-foo, gzip, x-bar', 'x-foo, x-bar'],
  ['<b>', '<b>'],
  ['n'.repeat(200), 'n'.repeat(80)],
];
const known: readonly (readonly [encoding: string, bytes: Buffer])[] = [
  ['identity', Buffer.from(text)],
  ['', Buffer.from(text)],
  [',', Buffer.from(text)],
  ['gzip,', gzip],
  [', gzip', gzip],
  ['identity, gzip', gzip],
  ['gzip, identity', gzip],
  ['GZIP', gzip],
];

for (const mode of ['undici', 'editor'] as const) {
  describe(`the coding of an answer (${mode})`, () => {
    const served = servedTransport({ mode });
    const get = async (encoding: string, body: Buffer, status = 200) => {
      served.server.on('/coded', answer(status, { 'Content-Encoding': encoding }, body));
      const operation = spendingOperation;
      return run({ ...served.parts, target: '/coded', operation });
    };

    for (const [encoding, coding] of unknown) {
      it(`"${encoding.slice(0, 40)}" is named, and the bytes kept as they came`, async () => {
        for (const status of [200, 400]) {
          const result = await get(encoding, gzip, status);
          assert.deepEqual(result.answer?.odd, [{ code: 'unknownCoding', coding }]);
          assert.ok(gzip.equals(result.answer.content.bytes));
          assert.equal(result.attempts.length, 1);
        }
      });
    }

    for (const [encoding, bytes] of known) {
      it(`"${encoding}" is nothing odd`, async () => {
        const result = await get(encoding, bytes);
        assert.equal(textOf(result), text);
        assert.equal(result.answer?.odd, undefined);
        assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
      });
    }

    it('is named where there are no bytes, of which nothing is damaged', async () => {
      const result = await get('x-foo', Buffer.alloc(0));
      assert.deepEqual(result.answer?.odd, [{ code: 'unknownCoding', coding: 'x-foo' }]);
      assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
    });

    it('hides a key that is sent back as its name', async () => {
      const { answer: came } = await get(canaryKey, gzip);
      assert.equal(came?.odd?.length, 1);
      assert.ok(!JSON.stringify(came.odd).toLowerCase().includes(canaryKey.toLowerCase()));
    });
  });
}

it('layers that are too many are named all together', async () => {
  const server = await startFaultServer();
  const transport = makeTransport();
  const encoding = 'gzip, gzip, gzip, gzip';
  server.on('/layers', answer(200, { 'Content-Encoding': encoding }, gzip));
  const { origin } = server;
  const operation = spendingOperation;
  const { answer: came } = await run({ transport, origin, target: '/layers', operation });
  assert.deepEqual(came?.odd, [{ code: 'unknownCoding', coding: encoding }]);
  await transport.close();
  await server.close();
});
