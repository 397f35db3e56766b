import assert from 'node:assert/strict';
import { answer, head, raw } from '../../support/faultServer';
import { run, spendingOperation, textOf } from '../../support/runs';
import { servedTransport } from '../../support/servedTransport';

/** A value as its bytes, and as people read it. */
const values: readonly (readonly [how: string, bytes: Buffer, expected: string])[] = [
  ['plain', Buffer.from('Berlin'), 'Berlin'],
  ['UTF-8', Buffer.from('München, Łódź, 東京'), 'München, Łódź, 東京'],
  ['Latin', Buffer.from('München', 'latin1'), 'München'],
  ['neither', Buffer.from([0x61, 0xff, 0xc3, 0x62]), 'aÿÃb'],
  ['UTF-8 that is cut', Buffer.from('ü').subarray(0, 1), 'Ã'],
];

for (const mode of ['undici', 'editor'] as const) {
  describe(`the headers of an answer (${mode})`, () => {
    const served = servedTransport({ mode });

    for (const [how, bytes, expected] of values) {
      it(`${how}: read as people read it`, async () => {
        const start = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-City: ');
        served.server.on('/city', raw(Buffer.concat([start, bytes, Buffer.from('\r\n\r\n{}')])));
        const { answer: came, attempts } = await run({ ...served.parts, target: '/city' });
        assert.equal(came?.headers['x-city'], expected);
        assert.equal(attempts[0]?.headers['x-city'], expected);
      });
    }
  });
}

describe('long headers', () => {
  const served = servedTransport();
  const get = (headers: Readonly<Record<string, string>>) => {
    served.server.on('/long', answer(200, headers, '{"jobs":[]}'));
    return run({ ...served.parts, target: '/long', operation: spendingOperation });
  };

  it('come whole, with the charge and the body, up to 256 KB', async () => {
    for (const length of [17_000, 100_000, 256 * 1_024]) {
      const result = await get({ 'X-Long': 'x'.repeat(length), 'X-Credits-Deducted': '3' });
      assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
      assert.equal(result.answer?.headers['x-long']?.length, length);
      assert.equal(result.answer.headers['x-credits-deducted'], '3');
      assert.equal(textOf(result), '{"jobs":[]}');
    }
  });

  it('come all, however many', async () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`X-N${n}`, 'v']));
    const result = await get(many);
    assert.deepEqual(result.outcome, { kind: 'answered', status: 200 });
    assert.equal(result.answer?.headers['x-n4999'], 'v');
  });

  it('are cut off nowhere when they come piece by piece', async () => {
    const bytes = Buffer.from(head(200, { 'X-Long': 'x'.repeat(40_000), 'Content-Length': '0' }));
    served.server.on('/slow', socket => {
      let at = 0;
      const more = (): void => {
        socket.write(bytes.subarray(at, (at += 777)));
        if (at < bytes.length) setImmediate(more);
      };
      more();
    });
    const { answer: came } = await run({ ...served.parts, target: '/slow' });
    assert.equal(came?.headers['x-long']?.length, 40_000);
  });
});
