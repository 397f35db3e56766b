import { KnownKeys } from '../../../src/core/keys/knownKeys';
import { assertLinear } from '../../support/growth';
import { documentedKey, keyLetters } from '../../support/keys';

const knowing = (...keys: readonly string[]): KnownKeys => {
  const known = new KnownKeys();
  for (const key of keys) known.add(key);
  return known;
};

describe('the search for keys', () => {
  const key = documentedKey();
  const texts: Readonly<Record<string, (length: number) => string>> = {
    'of words': length => 'word '.repeat(length / 5),
    'of one word': length => 'a'.repeat(length),
    'of NULs': length => '\0'.repeat(length),
    'of keys': length => `${key} `.repeat(length / 75),
    'of keys without a gap': length => key.repeat(length / 74),
    'of one key without an end': length => `jbe_${keyLetters(64)}`.padEnd(length, 'x'),
    'of jbe_': length => 'jbe_'.repeat(length / 4),
    'of backslashes': length => '\\'.repeat(length),
    'of percent signs': length => '%25'.repeat(length / 3),
    'of entities': length => '&amp;'.repeat(length / 5),
    'of entities without an end': length => '&#00'.repeat(length / 4),
    'of quotes': length => '\\"'.repeat(length / 2),
    'of base64': length => Buffer.alloc(length * 0.75, 'ab-').toString('base64'),
  };
  for (const [name, make] of Object.entries(texts)) {
    it(`takes a time that grows with the length of a text ${name}`, () => {
      const known = knowing(key, 'dev-key-1');
      assertLinear([5_000, 320_000], length => {
        const text = make(length);
        const bytes = Buffer.from(text);
        return () => {
          known.spansIn(text);
          known.spansInBytes(bytes, { broken: true });
        };
      });
    });
  }
});
