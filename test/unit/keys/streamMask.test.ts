import assert from 'node:assert/strict';
import { atOnce } from '../../../src/core/common/steps';
import { KnownKeys, type BytesOptions } from '../../../src/core/keys/knownKeys';
import { maskInSteps, StreamMask } from '../../../src/core/keys/streamMask';

const key = 'made-up-for-a-test-of-borders-0123456789';

/** How many bytes are searched at a time. */
const border = 65_536;

const keys = new KnownKeys();
keys.add(key);

function masked(
  text: string,
  broken = false,
): { readonly whole: string; readonly inSteps: string } {
  const [whole, inSteps] = [Buffer.from(text), Buffer.from(text)];
  keys.maskBytes(whole, { broken });
  atOnce(maskInSteps(keys, inSteps, { broken }));
  return { whole: whole.toString(), inSteps: inSteps.toString() };
}

describe('bytes masked in steps', () => {
  const forms = {
    plain: key,
    escaped: Array.from(key, c => `\\u00${c.charCodeAt(0).toString(16)}`).join(''),
    'in percent': Array.from(key, c => `%${c.charCodeAt(0).toString(16)}`).join(''),
    'in base64': Buffer.from(`Bearer ${key}`).toString('base64'),
  };

  for (const [name, form] of Object.entries(forms)) {
    it(`hold no key, ${name}, wherever it stands at a border`, () => {
      for (let at = border - form.length - 2; at <= border + 2; at++) {
        const text = `${' '.repeat(at)}"${form}"${' '.repeat(border)}`;
        const { whole, inSteps } = masked(text);
        assert.equal(inSteps, whole);
        assert.notEqual(inSteps, text);
      }
    });

    it(`hold no key, ${name}, in a long text of its own characters`, () => {
      for (const at of [border - 16_384, border - form.length, border - 7, border, 2 * border]) {
        const text = `${'-'.repeat(at)} ${form} ${'_'.repeat(2 * border)}`;
        assert.equal(masked(text).inSteps, masked(text).whole);
      }
    });
  }

  it('hold no key in a long text that is base64 as a whole', () => {
    for (let before = 60_000; before < 60_012; before++) {
      const text = `${'a note '.repeat(before).slice(0, before)}${key}${' more'.repeat(40_000)}`;
      const { whole, inSteps } = masked(Buffer.from(text).toString('base64'));
      assert.equal(inSteps, whole);
      assert.ok(inSteps.includes('*'));
    }
  });

  it('hold no beginning of a key at a broken end, and keep it at a whole one', () => {
    for (let cut = 5; cut < key.length; cut++) {
      const text = `${' '.repeat(2 * border - cut + 3)}"${key.slice(0, cut)}`;
      for (const broken of [true, false]) {
        const { whole, inSteps } = masked(text, broken);
        assert.equal(inSteps, whole);
      }
    }
  });

  it('of nothing but keys come to an end', () => {
    const { whole, inSteps } = masked(key.repeat(8_000));
    assert.equal(inSteps, whole);
    assert.match(inSteps, /^\*+$/);
  });

  it('of nothing but keys, with others behind them, are masked in pieces of a bounded length', () => {
    const searched: number[] = [];
    class Counting extends KnownKeys {
      override spansInBytes(bytes: Uint8Array, options?: BytesOptions) {
        searched.push(bytes.length);
        return super.spansInBytes(bytes, options);
      }
    }
    const counting = new Counting();
    counting.add(key);
    for (let before = 0; before < key.length; before += 9) {
      for (const chunk of [20_000, border]) {
        const text = `${'x'.repeat(before)} ${key.repeat(4_000)} text ${key} text`;
        const whole = Buffer.from(text);
        keys.maskBytes(whole);
        const stream = new StreamMask(counting);
        const out: Buffer[] = [];
        for (let at = 0; at < text.length; at += chunk)
          out.push(Buffer.from(stream.push(Buffer.from(text.slice(at, at + chunk)))));
        out.push(stream.end({ broken: false }));
        assert.ok(Buffer.concat(out).equals(whole), `${before} ${chunk}`);
        assert.ok(Math.max(...searched.splice(0)) <= chunk + 3 * 16_384);
      }
      assert.equal(
        masked(`${'x'.repeat(before)}${key.repeat(8_000)} ${key}`).inSteps.includes(key),
        false,
      );
    }
  });

  it('take a step for each portion, and none for few bytes', () => {
    assert.equal([...maskInSteps(keys, Buffer.alloc(border, ' '))].length, 0);
    assert.ok([...maskInSteps(keys, Buffer.alloc(100 * border, ' '))].length >= 99);
  });
});
