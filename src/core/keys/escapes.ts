import { codeSet, other } from './letters';

/** The characters that escapes begin with. */
export const beginsEscape = codeSet('%\\&\0');

/**
 * The escape that begins at a place: its length times 256, plus the character that it stands for; 0 if there is none. A
 * NUL stands for itself and is left out by `unescaped`: UTF-16 has one between all letters.
 */
export function escapeAt(codes: Uint8Array, at: number, to: number): number {
  switch (codes[at] ?? other) {
    case percent:
      return escape(3, hexAt(codes, at + 1, 2, to));
    case backslash:
      return behindBackslash(codes, at, to);
    case ampersand:
      return codes[at + 1] === hash && at + 1 < to ? numbered(codes, at, to) : named(codes, at, to);
    case 0:
      return escape(1, 0);
    default:
      return 0;
  }
}

/** The length of the longest escape that is read: `&UnderBar;`. */
export const longestEscape = 10;

const [percent, backslash, ampersand, hash, semicolon] = Buffer.from('%\\&#;');
const [u, x, capitalX] = Buffer.from('uxX');

const escape = (length: number, code: number): number =>
  code < 0 ? 0 : length * 256 + Math.min(code, other);

/**
 * `\u002d`, `\x2d`, or a backslash before anything but a letter or digit. An escape behind the backslash is read first:
 * it may stand for the `u`.
 */
function behindBackslash(codes: Uint8Array, at: number, to: number): number {
  const next = at + 1 < to ? (codes[at + 1] ?? 0) : 0;
  if (next === u) return escape(6, hexAt(codes, at + 2, 4, to));
  if (next === x) return escape(4, hexAt(codes, at + 2, 2, to));
  if (next === 0 || digitOf(next, 36) >= 0) return 0;
  const inner = next === backslash ? 0 : escapeAt(codes, at + 1, to);
  if (inner === 0) return escape(2, next);
  const meant = inner & 0xff;
  return meant === u || meant === x ? 0 : inner + 256;
}

/** `&#45;` and `&#x2D;`, as in browsers also without the semicolon. An escape in its place is read first. */
function numbered(codes: Uint8Array, at: number, to: number): number {
  const isHex = codes[at + 2] === x || codes[at + 2] === capitalX;
  const base = isHex ? 16 : 10;
  const from = at + (isHex ? 3 : 2);
  const last = Math.min(to, at + longestEscape - 1);
  let value = 0;
  let end = from;
  for (; end < last; end += 1) {
    const digit = digitOf(codes[end] ?? 0, base);
    if (digit < 0) break;
    value = value * base + digit;
  }
  if (end === from) return 0;
  if (end === to) return escape(end - at, value);
  if (codes[end] === semicolon) return escape(end + 1 - at, value);
  return beginsEscape[codes[end] ?? 0] === 1 ? 0 : escape(end - at, value);
}

/** The entities for characters of keys or of other escapes. */
const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['AMP', '&'],
  ['lowbar', '_'],
  ['UnderBar', '_'],
  ['hyphen', '-'],
  ['dash', '-'],
  ['percnt', '%'],
  ['bsol', '\\'],
  ['num', '#'],
  ['semi', ';'],
  ['plus', '+'],
  ['sol', '/'],
]);

function named(codes: Uint8Array, at: number, to: number): number {
  const last = Math.min(to, at + longestEscape);
  let name = '';
  for (let end = at + 1; end < last; end += 1) {
    const code = codes[end] ?? 0;
    if (code === semicolon) {
      const meant = entities.get(name);
      return meant === undefined ? 0 : escape(end + 1 - at, meant.charCodeAt(0));
    }
    name += String.fromCharCode(code);
  }
  return 0;
}

/** The value of hexadecimal digits; -1 if not all of them are digits. */
function hexAt(codes: Uint8Array, from: number, length: number, to: number): number {
  if (from + length > to) return -1;
  let value = 0;
  for (let at = from; at < from + length; at += 1) {
    const digit = digitOf(codes[at] ?? 0, 16);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** The value of a digit; -1 if it is none of that base. */
function digitOf(code: number, base: number): number {
  const small = code | 0x20;
  const digit =
    code >= 0x30 && code <= 0x39 ? code - 0x30 : small >= 0x61 && small <= 0x7a ? small - 0x57 : 36;
  return digit < base ? digit : -1;
}
