import assert from 'node:assert/strict';
import { raw } from '../../support/faultServer';
import { run, spendingOperation, textOf, timeline } from '../../support/runs';
import { servedTransport } from '../../support/servedTransport';

const body = '{"jobs":[]}';
const same = `Content-Length: ${body.length}\r\n`;
const lines: readonly (readonly [how: string, lines: string])[] = [
  ['two lines', same + same],
  ['two lines apart, in other case', `${same}X-A: b\r\n${same.toUpperCase()}`],
  ['five lines', same.repeat(5)],
  ['one line with a comma', `Content-Length: ${body.length}, ${body.length}\r\n`],
  ['both', `Content-Length: ${body.length},${body.length}\r\n${same}`],
];

describe('a length that is said twice', () => {
  const served = servedTransport();
  let path = 0;
  const get = (bytes: Buffer, step = bytes.length) => {
    const target = `/lengths${(path += 1)}`;
    served.server.on(target, socket => {
      let at = 0;
      const more = (): void => {
        socket.write(bytes.subarray(at, (at += step)));
        if (at < bytes.length) setImmediate(more);
      };
      more();
    });
    return run({ ...served.parts, target, operation: spendingOperation });
  };

  for (const [how, lengths] of lines) {
    it(`in ${how}: is one, however the bytes come`, async () => {
      for (const before of [
        '',
        'HTTP/1.1 100 Continue\r\n\r\n',
        'HTTP/1.1 103 Early Hints\r\n\r\n',
      ]) {
        const bytes = Buffer.from(
          `${before}HTTP/1.1 200 OK\r\n${lengths}X-City: München\r\n\r\n${body}`,
        );
        for (const step of [bytes.length, 1, 7]) {
          const result = await get(bytes, step);
          assert.equal(timeline(result), '1 200\nanswered');
          assert.equal(textOf(result), body);
          assert.equal(result.answer?.headers['x-city'], 'München');
        }
      }
    });
  }

  it('differently is no answer', async () => {
    for (const other of [
      `${same}Content-Length: 5\r\n`,
      'Content-Length: 11, 12\r\n',
      `${same}Content-Length: x\r\n`,
    ]) {
      const result = await get(Buffer.from(`HTTP/1.1 200 OK\r\n${other}\r\n${body}`));
      assert.equal(timeline(result), '1 protocol\nunreachable');
    }
  });

  it('keeps its connection for the next request', async () => {
    const connections = served.server.connections;
    served.server.on('/again', raw(`HTTP/1.1 200 OK\r\n${same}${same}\r\n${body}`));
    for (let n = 0; n < 5; n += 1) {
      const { answer } = await run({ ...served.parts, target: '/again' });
      assert.equal(answer?.status, 200);
    }
    assert.ok(served.server.connections - connections <= 2);
  });
});
