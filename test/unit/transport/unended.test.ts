import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Behaviour } from '../../support/faultServer';
import { arrived, head, raw, rawThenEnd, rawThenReset } from '../../support/faultServer';
import { limitsWith, run, spendingOperation, textOf } from '../../support/runs';
import { servedTransport } from '../../support/servedTransport';

const json = { 'Content-Type': 'application/json' };
const chunk = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
const chunked = (bytes: Buffer, more = {}) =>
  Buffer.concat([
    Buffer.from(head(200, { ...json, ...more, 'Transfer-Encoding': 'chunked' })),
    chunk(bytes),
  ]);
const announced = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(head(200, { ...json, 'Content-Length': '500' })), bytes]);
const packed = (bytes: Buffer) => chunked(gzipSync(bytes), { 'Content-Encoding': 'gzip' });

/** How a server leaves its answer without an end. */
const ways: readonly (readonly [name: string, behave: (bytes: Buffer) => Behaviour])[] = [
  ['no last chunk, closed', bytes => rawThenEnd(chunked(bytes))],
  ['no last chunk, reset', bytes => rawThenReset(chunked(bytes))],
  ['no last chunk, and silence', bytes => raw(chunked(bytes))],
  ['packed, no last chunk, closed', bytes => rawThenEnd(packed(bytes))],
  ['more announced, closed', bytes => rawThenEnd(announced(bytes))],
  ['more announced, and silence', bytes => raw(announced(bytes))],
];

describe('an answer that its server does not end', () => {
  const served = servedTransport();
  let path = 0;
  const get = async (behaviour: Behaviour, limits = limitsWith({ idleBody: 200 })) => {
    const target = `/unended${(path += 1)}`;
    served.server.on(target, behaviour);
    const operation = spendingOperation;
    const result = await run({ ...served.parts, target, operation, limits });
    assert.equal((await arrived(served.server, target, 1)).length, 1);
    return result;
  };

  for (const [name, behave] of ways) {
    it(`${name}: is whole where its JSON is, and that is told`, async () => {
      for (const text of ['{"jobs":[{"id":1}]}', '[]', ' {"a":"ü"}\n']) {
        const result = await get(behave(Buffer.from(text)));
        assert.deepEqual(result.outcome, { kind: 'answered', status: 200 }, text);
        assert.equal(textOf(result), text);
        assert.deepEqual(result.answer?.odd, [{ code: 'noEnd' }]);
      }
    });

    it(`${name}: is damaged where something is missing, or could be`, async () => {
      for (const text of ['{"jobs":[{"id":1}]', '12', 'plain']) {
        const result = await get(behave(Buffer.from(text)));
        assert.ok(result.outcome.kind === 'answered' && result.outcome.damaged !== undefined, text);
        assert.equal(result.answer?.odd, undefined);
        assert.equal(textOf(result), text);
      }
    });
  }

  it('of several values is damaged, however whole the first ones are', async () => {
    const types = ['application/x-ndjson', 'application/jsonl', 'text/csv', 'text/plain'];
    for (const type of types) {
      const start = head(200, { 'Content-Type': type, 'Content-Length': '500' });
      const result = await get(rawThenEnd(start, '{"id":1}\n'));
      assert.ok(result.outcome.kind === 'answered' && result.outcome.damaged !== undefined, type);
    }
  });

  it('stays cancelled where it is cancelled', async () => {
    const abort = new AbortController();
    served.server.on('/cancelled', raw(chunked(Buffer.from('{"a":1}'))));
    const result = await run({
      ...served.parts,
      target: '/cancelled',
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    assert.deepEqual(result.outcome, { kind: 'cancelled', sent: true });
  });
});
