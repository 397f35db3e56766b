import assert from 'node:assert/strict';
import { answer, arrived, head, raw } from '../../support/faultServer';
import { freeOperation, run, spendingOperation, textOf, timeline } from '../../support/runs';
import { servedTransport } from '../../support/servedTransport';

/** What a server sends behind the headers of an answer that has no body. */
const behind: readonly (readonly [name: string, headers: Record<string, string>, rest: string])[] =
  [
    ['with a length and a body', { 'Content-Length': '5' }, 'junk!'],
    ['with a length and none', { 'Content-Length': '5' }, ''],
    ['with a body in chunks', { 'Transfer-Encoding': 'chunked' }, '5\r\njunk!\r\n0\r\n\r\n'],
    ['with bytes that nothing announces', {}, 'junk!'],
    ['with another answer', { 'Content-Length': '5' }, head(200, { 'Content-Length': '0' })],
    ['packed', { 'Content-Length': '5', 'Content-Encoding': 'gzip' }, 'junk!'],
  ];

for (const mode of ['undici', 'editor'] as const) {
  describe(`an answer that has no body (${mode})`, () => {
    const served = servedTransport({ mode });

    for (const status of [204, 304]) {
      for (const [name, headers, rest] of behind) {
        it(`${status} ${name}: answered, by one request, and not read on`, async () => {
          for (const operation of [freeOperation, spendingOperation]) {
            const target = `/${operation.id}${status}${name.replaceAll(' ', '-')}`;
            served.server.on(target, raw(head(status, headers) + rest));
            const result = await run({ ...served.parts, target, operation });
            assert.equal(timeline(result), `1 ${status}\nanswered`);
            assert.deepEqual(result.outcome, { kind: 'answered', status });
            assert.equal(textOf(result), '');
            assert.equal((await arrived(served.server, target, 1)).length, 1);
            served.server.on('/next', answer(200, {}, '"next"'));
            const next = await run({ ...served.parts, target: '/next', operation });
            assert.equal(textOf(next), '"next"');
          }
        });
      }
    }

    it('its connection is not used again where a body was announced', async () => {
      served.server.on('/announced', raw(head(204, { 'Content-Length': '5' })));
      await run({ ...served.parts, target: '/announced' });
      served.server.on('/next', answer(200));
      await run({ ...served.parts, target: '/next' });
      const [announced, next] = ['/announced', '/next'].map(target =>
        served.server.seen.findLast(each => each.target === target),
      );
      assert.notEqual(announced?.connection, next?.connection);
    });

    it('without such junk its connection is used again', async () => {
      served.server.on('/empty', raw(head(204)));
      for (let n = 0; n < 5; n += 1) {
        await run({ ...served.parts, target: '/empty' });
      }
      const seen = served.server.seen.filter(each => each.target === '/empty');
      assert.ok(new Set(seen.map(each => each.connection)).size < seen.length);
    });
  });
}
