import assert from 'node:assert/strict';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import { documentedKey, keyLetters } from '../../support/keys';
import { echoesOf } from '../../support/matrix/echoes';

const knowing = (...keys: readonly string[]): KnownKeys => {
  const known = new KnownKeys();
  for (const key of keys) known.add(key);
  return known;
};

const stars = (length: number): string => '*'.repeat(length);

/** What is left where `part` stands between others. */
function leftOf(known: KnownKeys, part: string, [before, after] = ['{"a":"', '"}']): string {
  const masked = known.mask(before + part + after);
  assert.ok(masked.startsWith(before) && masked.endsWith(after), masked);
  return masked.slice(before.length, masked.length - after.length);
}

describe('a text of the form of a key', () => {
  const known = knowing();
  const key = documentedKey();
  const older = `jbe_${keyLetters(20)}`;
  const cases: readonly (readonly [string, string])[] = [
    ['a live key', key],
    ['a test key', documentedKey('test')],
    ['an older key', older],
    ['in capitals', key.toUpperCase()],
    ['in small letters', key.toLowerCase()],
    ['percent-encoded', older.replaceAll('_', '%5F')],
    ['percent-encoded twice', older.replaceAll('_', '%255f')],
    ['percent-encoded three times', older.replaceAll('_', '%25255F')],
    ['each letter percent-encoded', echoesOf(key)['URL-encoded throughout']!],
    ['each letter JSON-escaped', echoesOf(key)['JSON-escaped']!],
    ['JSON in JSON', older.replaceAll('_', '\\\\u005f')],
    ['behind a backslash', older.replaceAll('_', '\\_')],
    ['as scripts write it', older.replaceAll('_', '\\x5f')],
    ['an HTML entity', older.replaceAll('_', '&lowbar;')],
    ['a decimal entity', older.replaceAll('_', '&#95;')],
    ['an entity with zeros', older.replaceAll('_', '&#0095;')],
    ['a hexadecimal entity', older.replaceAll('_', '&#x5F;')],
    ['an entity in an entity', older.replaceAll('_', '&amp;#95;')],
    ['an entity in a URL', older.replaceAll('_', '%26lowbar%3B')],
    ['an entity in JSON', older.replaceAll('_', '\\u0026#95;')],
  ];
  for (const [name, text] of cases) {
    it(`${name} is masked, with no key known`, () => {
      assert.equal(leftOf(known, text), stars(text.length));
      assert.equal(leftOf(known, text, ['/jobs/', '/more?a=b']), stars(text.length));
      assert.equal(leftOf(known, text, ['key=', '&x=y']), stars(text.length));
    });
  }

  it('is masked in a word', () => {
    assert.equal(known.mask(`token${key}`), `token${stars(key.length)}`);
    assert.equal(known.mask(`(${key})`), `(${stars(key.length)})`);
  });

  it('counts from 20 letters behind jbe_ on', () => {
    const short = `jbe_${keyLetters(19)}`;
    assert.equal(known.mask(short), short);
    assert.ok(known.holds(older));
    assert.ok(!known.holds(short));
    assert.ok(!known.holds(''));
  });

  it('is told by its place', () => {
    const text = `é ${older} and ${key}`;
    assert.deepEqual(
      known.spansIn(text).map(({ start, end }) => text.slice(start, end)),
      [older, key],
    );
  });

  it('leaves a text without one as it is, the same string', () => {
    const text =
      'A sentence with-many_words, https://example.com/a/b%20c?d=e&amp;f and \\u003cb\\u003e';
    assert.equal(known.mask(text), text);
    assert.deepEqual(known.spansIn(text), []);
  });
});

describe('a known key', () => {
  const key = documentedKey();
  const kinds: readonly (readonly [string, string])[] = [
    ['documented', key],
    ['older', `jbe_${keyLetters(30)}`],
    ['of another form', `sk${keyLetters(38)}`],
    ['with other characters', `a.${keyLetters(12)}/+${keyLetters(12)}~=%41\\&amp;`],
    ['of 16 characters', `k${keyLetters(15)}`],
    ['of 23 characters', `k${keyLetters(22)}`],
  ];
  for (const [kind, each] of kinds) {
    const known = knowing(each);
    for (const [name, form] of Object.entries(echoesOf(each))) {
      it(`${kind}, ${name}, is masked in text and bytes`, () => {
        const masked = known.mask(form);
        assert.equal(masked.length, form.length);
        // Base64 of more than the key begins and ends with letters of the rest.
        assert.match(masked, /^[^*]{0,7}\*{16,}[^*]{0,5}$/);
        const bytes = Buffer.from(`{"a":"${form}"}`, 'latin1');
        known.maskBytes(bytes);
        assert.equal(bytes.toString('latin1'), `{"a":"${masked}"}`);
      });
    }
    it(`${kind}, is masked as a part of a word in any case`, () => {
      assert.equal(leftOf(known, each, ['xx', '.yy']), stars(each.length));
      assert.equal(leftOf(known, each.toLowerCase()), stars(each.length));
    });
  }

  it('stays known when another comes', () => {
    const others = Array.from({ length: 5 }, () => `sk${keyLetters(40)}`);
    const known = knowing(...others);
    for (const each of others) assert.ok(known.holds(`x ${each}`));
  });

  it('is masked with all of it that stands there, where a piece counts', () => {
    const known = knowing(key);
    for (const [from, to] of [
      [0, 55],
      [5, 70],
      [20, 74],
      [31, 55],
      [40, 64],
      [50, 74],
    ] as const) {
      const piece = key.slice(from, to);
      assert.equal(leftOf(known, piece, ['<', '>']), stars(piece.length));
    }
    // 23 letters of the secret part are too few, however many come before.
    const few = key.slice(5, 54);
    assert.equal(leftOf(known, few, ['<', '>']), few);
    assert.equal(known.mask(key.slice(51)), key.slice(51));
  });

  it('is masked to its end, where other letters follow it', () => {
    const own = `sk${keyLetters(38)}`;
    assert.equal(leftOf(knowing(own), own, ['a7-', '_b8']), stars(own.length));
  });

  it('is masked where letters of the rest stand around a piece', () => {
    const known = knowing(key);
    const piece = key.slice(33, 60);
    // Other letters than the key has there, or they would be part of the piece.
    const around = [key[32] === '-' ? 'a7_' : 'a7-', key[60] === '_' ? '-b8' : '_b8'] as const;
    assert.equal(leftOf(known, piece, [...around]), stars(piece.length));
  });

  it('that cannot be sent is none', () => {
    const known = knowing('', 'a key with blanks in it', 'schlüsselschlüsselschlüssel');
    assert.ok(!known.holds('a key with blanks in it'));
    assert.ok(!known.holds(''));
  });
});

describe('a short key', () => {
  const key = 'dev-key-1';
  const known = knowing(key);
  it('counts as a whole text only', () => {
    assert.equal(known.mask(key), stars(9));
    assert.equal(known.mask('DEV-KEY-1'), stars(9));
    assert.equal(known.mask(`${key}2`), `${key}2`);
    assert.equal(known.mask(`the ${key}`), `the ${key}`);
  });

  it('counts escaped and in base64, too', () => {
    for (const text of ['dev%2Dkey%2D1', 'dev&#45;key\\u002d1', btoa(key), btoa('dev-key')]) {
      assert.equal(known.holds(text), text !== btoa('dev-key'));
    }
  });

  it('counts as a whole string of JSON', () => {
    const bytes = Buffer.from(`{"a":"${key}","${key}":["x ${key}","\\"","dev\\u002dkey-1", "-"]}`);
    known.maskBytes(bytes);
    assert.equal(
      bytes.toString(),
      `{"a":"${stars(9)}","${stars(9)}":["x ${key}","\\"","${stars(14)}", "-"]}`,
    );
  });

  it('counts as a whole body', () => {
    const bytes = Buffer.from(`${key}\n`);
    known.maskBytes(bytes);
    assert.equal(bytes.toString(), `${stars(9)}\n`);
  });
});

describe('a key that is cut at the end', () => {
  const key = documentedKey();
  const known = knowing(key, `sk${keyLetters(30)}`);
  const endOf = (text: string, broken = true, keys = known): string => {
    const bytes = Buffer.from(`{"a":"${text}`);
    keys.maskBytes(bytes, { broken });
    return bytes.toString().slice(6);
  };

  for (const length of [12, 20, 31, 54, 70]) {
    it(`counts with ${length} characters of a known one`, () => {
      assert.equal(endOf(key.slice(0, length)), stars(length));
    });
  }

  it('counts with jbe_ and 8 characters, known or not', () => {
    const text = `jbe_${keyLetters(8)}`;
    assert.equal(endOf(text, true, knowing()), stars(12));
    assert.equal(endOf(text.slice(0, 11), true, knowing()), text.slice(0, 11));
  });

  it('does not count where the answer is whole, nor before its end', () => {
    const begun = key.slice(0, 20);
    assert.equal(endOf(begun, false), begun);
    assert.equal(endOf(`${begun}"}`), `${begun}"}`);
    assert.equal(endOf(key.slice(0, 11)), key.slice(0, 11));
  });

  for (const [name, form] of Object.entries(echoesOf(key))) {
    it(`counts ${name}, cut within any of its characters`, () => {
      const from = Math.ceil(form.length / 3);
      for (let length = from; length < from + 12; length += 1) {
        assert.match(endOf(form.slice(0, length)), /^[^*]{0,7}\*+$/);
      }
    });
  }

  for (const escaped of ['%255F', '\\\\u005f', '&#95;', '&amp;#95;', '&lowbar;', '&amp;lowbar;']) {
    it(`counts where it was cut in ${escaped}`, () => {
      const form = key.slice(0, 31).replaceAll('_', escaped);
      const last = form.length - escaped.length;
      for (let length = last; length <= form.length; length += 1) {
        assert.equal(endOf(form.slice(0, length)), stars(length));
      }
    });
  }
});
