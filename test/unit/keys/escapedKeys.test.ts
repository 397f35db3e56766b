import assert from 'node:assert/strict';
import fc from 'fast-check';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import { StreamMask } from '../../../src/core/keys/streamMask';
import { documentedKey } from '../../support/keys';

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-');

const word = (minLength: number, maxLength = minLength) =>
  fc.array(fc.constantFrom(...letters), { minLength, maxLength }).map(all => all.join(''));

const documented = fc
  .tuple(fc.constantFrom('live', 'test'), word(21), word(43))
  .map(parts => ['jbe', ...parts].join('_'));

const visible = fc.integer({ min: 0x21, max: 0x7e }).map(code => String.fromCharCode(code));

/** Some of many letters only: in one of few a piece could stand anywhere. */
const anyKey = fc
  .oneof(
    documented,
    word(20, 60).map(tail => `jbe_${tail}`),
    word(16, 80),
    fc.array(visible, { minLength: 16, maxLength: 60 }).map(all => all.join('')),
  )
  .filter(key => new Set(key.toLowerCase()).size > 8);

type Escape = (character: string) => string;

const hex = (character: string, length = 2): string =>
  character.charCodeAt(0).toString(16).padStart(length, '0');

const names: Readonly<Record<string, string>> = { _: 'lowbar', '-': 'hyphen', '&': 'amp' };

const escapes: readonly Escape[] = [
  character => `%${hex(character)}`,
  character => `%${hex(character).toUpperCase()}`,
  character => `\\u${hex(character, 4)}`,
  character => `&#${character.charCodeAt(0)};`,
  character => `&#x${hex(character)};`,
  character => (/[_\\-]/.test(character) ? `\\${character}` : character),
  character => (names[character] ? `&${names[character]};` : character),
];

/**
 * Some characters of a text escaped in some way, and some of those of the result again: then all that escapes begin with, or
 * nobody could read it back.
 */
const escaped = (text: string, levels: number): fc.Arbitrary<string> =>
  levels === 0
    ? fc.constant(text)
    : fc
        .array(fc.option(fc.nat(escapes.length - 1), { freq: 2 }), {
          minLength: text.length,
          maxLength: text.length,
        })
        .map(ways => text.replace(/[^]/g, mapped(ways)))
        .chain(once => escaped(once, levels - 1));

const mapped =
  (ways: readonly (number | null)[]) =>
  (character: string, at: number): string => {
    const written = escapes[ways[at] ?? -1]?.(character) ?? character;
    const mustBeEscaped = written === character && /[%\\&]/.test(character);
    return mustBeEscaped ? (escapes[at % 4]?.(character) ?? '') : written;
  };

/** Text that can stand beside a key, and holds none. */
const beside = fc.string({
  unit: fc.constantFrom(...Array.from('äß{}[]":,. \n漢'), ...letters.slice(0, 8)),
});

/** Nothing that an escape or a word could go on with. */
const edge = fc.constantFrom('"', ' ', '<', '\n', '', '.').filter(text => text !== '');

const knowing = (...keys: readonly string[]): KnownKeys => {
  const known = new KnownKeys();
  for (const key of keys) known.add(key);
  return known;
};

describe('keys of any text, escaped in any way', () => {
  it('are masked to the letter, and the text beside them is not', () => {
    const cases = anyKey
      .filter(key => !/[%\\&"<.]/.test(key))
      .chain(key => fc.tuple(fc.constant(key), escaped(key, 1), beside, edge, edge, beside));
    fc.assert(
      fc.property(cases, ([key, form, before, left, right, after]) => {
        const text = before + left + form + right + after;
        const masked = before + left + '*'.repeat(form.length) + right + after;
        assert.equal(knowing(key).mask(text), masked);
      }),
    );
  });

  for (const levels of [2, 3]) {
    it(`are masked in ${levels} levels of escapes`, () => {
      const cases = documented.chain(key => fc.tuple(fc.constant(key), escaped(key, levels)));
      fc.assert(
        fc.property(cases, ([key, form]) => {
          const text = `{"a":"${form}"}`;
          const stars = `{"a":"${'*'.repeat(form.length)}"}`;
          assert.equal(knowing().mask(text), stars);
          assert.equal(knowing(key).mask(text), stars);
          const bytes = Buffer.from(text);
          knowing(key).maskBytes(bytes);
          assert.equal(bytes.toString(), stars);
        }),
      );
    });
  }

  it('are masked where a piece reaches 24 characters into the secret part, and only there', () => {
    const cases = documented.chain(key =>
      fc.tuple(fc.constant(key), fc.nat(key.length), fc.nat(key.length)),
    );
    fc.assert(
      fc.property(cases, ([key, one, other]) => {
        const piece = key.slice(Math.min(one, other), Math.max(one, other));
        const secret = Math.max(one, other) - Math.max(31, Math.min(one, other));
        const hasForm = piece.startsWith('jbe_') && piece.length >= 24;
        const isHidden = secret >= 24 || hasForm;
        assert.equal(
          knowing(key).mask(`<${piece}>`),
          `<${isHidden ? '*'.repeat(piece.length) : piece}>`,
        );
      }),
    );
  });

  it('are masked the same a second time, and by what was kept of them', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { minLength: 1, maxLength: 3 }), beside, (keys, text) => {
        const known = knowing(...keys);
        const restored = knowing(documentedKey());
        restored.restore(JSON.parse(JSON.stringify(known)));
        const masked = known.mask(`${text} ${keys.join(' ')}`);
        for (const key of keys) assert.ok(!masked.includes(key));
        assert.equal(known.mask(masked), masked);
        assert.equal(restored.mask(`${text} ${keys.join(' ')}`), masked);
      }),
    );
  });

  it('are all that is masked', () => {
    const known = knowing(...Array.from({ length: 20 }, () => documentedKey()));
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      word(0, 400).filter(text => !/jbe_/i.test(text)),
      fc.base64String({ maxLength: 400 }),
      fc.json(),
      fc.webUrl(),
      fc.uuid(),
    );
    fc.assert(
      fc.property(noise, text => {
        assert.equal(known.mask(text), text);
        const bytes = Buffer.from(text);
        known.maskBytes(bytes, { broken: true });
        assert.ok(bytes.equals(Buffer.from(text)));
      }),
    );
  });

  it('are masked alike wherever chunks end', () => {
    const cases = fc.array(anyKey, { minLength: 1, maxLength: 3 }).chain(keys =>
      fc.tuple(
        fc.constant(keys),
        fc.array(
          fc.oneof(
            beside,
            fc.constantFrom(...keys).chain(key => escaped(key, 2)),
          ),
          {
            maxLength: 8,
          },
        ),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
      ),
    );
    fc.assert(
      fc.property(cases, ([keys, parts, sizes]) => {
        const bytes = Buffer.from(parts.join('|'));
        const known = knowing(...keys, 'dev-key-1');
        const stream = new StreamMask(known);
        const out: Buffer[] = [];
        for (let at = 0, n = 0; at < bytes.length; n += 1) {
          const size = sizes[n % sizes.length] ?? 1;
          out.push(stream.push(Buffer.from(bytes.subarray(at, (at += size)))));
        }
        out.push(stream.end({ broken: true }));
        known.maskBytes(bytes, { broken: true });
        assert.equal(Buffer.concat(out).toString('latin1'), bytes.toString('latin1'));
      }),
    );
  });
});
