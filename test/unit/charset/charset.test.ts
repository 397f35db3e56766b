import assert from 'node:assert/strict';
import fc from 'fast-check';
import { charsetInSteps, charsetOf } from '../../../src/core/charset/charsetOf';
import { textInSteps, toText, toUtf8, utf8InSteps } from '../../../src/core/charset/toUtf8';
import { paused } from '../../support/paused';

const text = '{"city":"München","sign":"±"}';
const json = 'application/json';
const said = (charset: string) => `${json}; charset=${charset}`;
const latin = Buffer.from(text, 'latin1');
const little = Buffer.from(text, 'utf16le');
const big = Buffer.from(little).swap16();
const wide = (isLittle: boolean, of = text) => {
  const points = Array.from(of, character => character.codePointAt(0)!);
  const bytes = Buffer.alloc(points.length * 4);
  for (const [at, point] of points.entries()) {
    if (isLittle) bytes.writeUInt32LE(point, at * 4);
    else bytes.writeUInt32BE(point, at * 4);
  }
  return bytes;
};
const mark = (...bytes: number[]) => Buffer.from(bytes);

/** What came, what its content type says, and what is odd about that. */
const cases: readonly (readonly [
  name: string,
  bytes: Buffer,
  contentType: string,
  odd?: ReturnType<typeof charsetOf>['odd'],
])[] = [
  ['UTF-8, nothing said', Buffer.from(text), json],
  ['UTF-8, said', Buffer.from(text), said('utf-8')],
  ['UTF-8, said as people do', Buffer.from(text), said('UTF8')],
  ['UTF-8, said in another way', Buffer.from(text), said('utf8mb4')],
  ['UTF-8 with a mark', Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from(text)]), json],
  [
    'UTF-8 with a mark, another said',
    Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from(text)]),
    said('iso-8859-1'),
  ],
  ['UTF-8, said to be Latin', Buffer.from(text), said('iso-8859-1'), 'other'],
  ['UTF-8, said to be Cyrillic', Buffer.from(text), said('windows-1251'), 'other'],
  ['UTF-8, said to be what nobody knows', Buffer.from(text), said('x-none'), 'unknown'],
  ['UTF-8, said to be UTF-16', Buffer.from(text), said('utf-16'), 'other'],
  ['UTF-8, said to be UTF-16 from the big end', Buffer.from(text), said('utf-16be'), 'other'],
  ['UTF-8, said to be UTF-32', Buffer.from(text), said('utf-32'), 'other'],
  ['Latin', latin, said('iso-8859-1')],
  ['Latin in quotes', latin, `${json};charset="ISO-8859-1"`],
  ['Latin in other quotes', latin, `${json}; Charset = 'latin1'; v=1`],
  ['Latin by another name', latin, said('latin-1')],
  ['Latin of Windows', latin, said('cp1252')],
  ['Latin of Windows by another name', latin, said('win-1252')],
  ['UTF-16 with a mark', Buffer.concat([mark(0xff, 0xfe), little]), json],
  ['UTF-16 from the big end, with a mark', Buffer.concat([mark(0xfe, 0xff), big]), said('utf-16')],
  ['UTF-16, said', little, said('utf-16le')],
  ['UTF-16 from the big end, said', big, said('UTF-16BE')],
  ['UTF-16, the end not said', big, said('utf-16')],
  ['UTF-16, nothing said', little, json],
  ['UTF-16 from the big end, nothing said', big, json],
  ['UTF-16, said to be Latin', little, said('iso-8859-1'), 'other'],
  ['UTF-32, nothing said', wide(true), json],
  ['UTF-32 from the big end, said', wide(false), said('utf-32')],
  ['UTF-32 with a mark', wide(true, `\ufeff${text}`), said('utf-32le')],
];

describe('the charset of an answer', () => {
  for (const [name, bytes, contentType, odd] of cases) {
    it(name, () => {
      assert.equal(toText(bytes, contentType), text);
      assert.equal(Buffer.from(toUtf8(bytes, contentType)).toString(), text);
      assert.equal(charsetOf(bytes, contentType).odd, odd);
    });
  }

  it('is any that the platform knows', () => {
    const shown: Readonly<Record<string, readonly [bytes: string, expected: string]>> = {
      shift_jis: ['938c8b9e', '東京'],
      'euc-jp': ['c5ecb5fe', '東京'],
      'iso-2022-jp': ['1b2442456c357e1b2842', '東京'],
      gbk: ['b1b1bea9', '北京'],
      gb18030: ['b1b1bea9', '北京'],
      big5: ['a578a55f', '台北'],
      'euc-kr': ['bcadbfef', '서울'],
      'koi8-r': ['edcfd3cbd7c1', 'Москва'],
      'windows-1251': ['cceef1eae2e0', 'Москва'],
      'iso-8859-2': ['a3f364bc', 'Łódź'],
      macintosh: ['4d9f6e6368656e', 'München'],
    };
    for (const [charset, [bytes, expected]] of Object.entries(shown))
      assert.equal(toText(Buffer.from(bytes, 'hex'), `text/plain; charset=${charset}`), expected);
  });

  it('is UTF-8 where it plainly is, whatever else is said', () => {
    const cities = '{"cities":["東京","大阪","京都"]}';
    for (const charset of ['gbk', 'shift_jis', 'big5', 'euc-kr', 'euc-jp', 'gb18030', 'utf-16']) {
      assert.equal(toText(Buffer.from(cities), said(charset)), cities);
      assert.equal(charsetOf(Buffer.from(cities), said(charset)).odd, 'other');
    }
    assert.equal(toText(Buffer.from('{"a":1}'), said('ucs-2')), '{"a":1}');
  });

  it('does not change with the place where a text is cut, or one stray byte', () => {
    const long = Buffer.from(`{"a":"${'é€😀'.repeat(20)}"}`);
    for (let end = 9; end <= long.length; end += 1) {
      const cut = long.subarray(0, end);
      assert.equal(charsetOf(cut, said('iso-8859-1')).name, 'utf-8', String(end));
      assert.ok(
        long.toString().startsWith(toText(cut, said('iso-8859-1')).replace(/\ufffd+$/, '')),
      );
    }
    const stray = Buffer.concat([long, Buffer.from([0xff])]);
    assert.equal(charsetOf(stray, said('iso-8859-1')).name, 'utf-8');
    const gbk = Buffer.from('{"city":"').toString('hex') + 'b1b1bea9cafdb3a4b4ba';
    for (let end = 12; end <= 19; end += 1)
      assert.equal(charsetOf(Buffer.from(gbk, 'hex').subarray(0, end), said('gbk')).name, 'gbk');
  });

  it('of bytes that are no text leaves the rest readable', () => {
    assert.equal(toText(Buffer.from('61ff62', 'hex'), json), 'a\ufffdb');
    assert.equal(toText(wide(true, 'a').subarray(0, 6), said('utf-32le')), 'a');
    assert.equal(toText(Buffer.from('0000d80000000061', 'hex'), said('utf-32be')), '\ufffda');
    assert.equal(toText(Buffer.from('00000061d8', 'hex'), said('utf-32be')), 'a\ufffd');
  });

  it('changes nothing about UTF-8, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), given => {
        const bytes = Buffer.from(`{"text":${JSON.stringify(given)}}`);
        assert.equal(toUtf8(bytes, json), bytes);
        assert.equal(toText(bytes, said('utf-8')), bytes.toString());
      }),
    );
  });

  it('has the letters that Windows has beyond Latin, however long the text is', () => {
    const letters = Buffer.from([0x69, 0x74, 0x92, 0x73, 0x20, 0x80]);
    for (const times of [1, 100_000])
      for (const charset of ['windows-1252', 'iso-8859-1']) {
        const read = toText(
          Buffer.concat(Array.from({ length: times }, () => letters)),
          `text/plain; charset=${charset}`,
        );
        assert.ok(read === 'it’s €'.repeat(times), `${charset} ${times} ${read.slice(0, 10)}`);
      }
  });

  it('is the same for each way to read it', () => {
    const charset = fc.constantFrom('utf-8', 'iso-8859-1', 'utf-16le', 'utf-32be', 'gbk', 'x-none');
    fc.assert(
      fc.property(fc.uint8Array(), charset, (bytes, name) => {
        const type = said(name);
        assert.equal(Buffer.from(toUtf8(bytes, type)).toString(), toText(bytes, type));
      }),
    );
  });
});

describe('a long text of any charset', () => {
  const text = '{"text":"' + 'Grüße 😀 '.repeat(120_000) + '"}';
  const latin = Buffer.from(text.replaceAll('😀', 'ß'), 'latin1');
  for (const [charset, bytes] of [
    ['utf-8', Buffer.from(text)],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16le', Buffer.from(`${text.slice(0, 10)}x${text.slice(10)}`, 'utf16le')],
    ['utf-32le', wide(true, text)],
    ['iso-8859-1', latin],
  ] as const) {
    it(`is decoded with many pauses: ${charset}`, () => {
      const type = `application/json; charset=${charset}`;
      const read = paused(textInSteps(bytes, type));
      const expected = charset === 'utf-32le' ? text : new TextDecoder(charset).decode(bytes);
      assert.ok(read.result === expected);
      const coded = paused(utf8InSteps(bytes, type));
      assert.ok(Buffer.from(expected).equals(coded.result));
      assert.ok(read.pauses >= Math.floor(bytes.length / 300_000), String(read.pauses));
      if (charset !== 'utf-8') assert.ok(coded.pauses >= Math.floor(bytes.length / 300_000));
    });
  }

  it('is looked through with many pauses where its charset needs it', () => {
    const ascii = Buffer.alloc(4_000_000, 'x');
    const { result, pauses } = paused(charsetInSteps(ascii, 'text/plain; charset=iso-8859-1'));
    assert.equal(result.name, 'windows-1252');
    assert.ok(pauses >= 10, String(pauses));
  });
});
