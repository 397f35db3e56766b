/**
 * Hides a key that a server sent back: plain, base64 (also as a part of longer base64), UTF-16, and with any of its
 * characters escaped as URLs and JSON do it, since whoever parses those has the key. Every byte of it becomes `*`, so that
 * lengths and positions stay true.
 */
export interface Redactor {
  /** In place. */
  bytes(bytes: Buffer): void;
  text(text: string): string;
  /** Bytes that must be held back so that a key across two chunks is still seen whole. */
  readonly overlap: number;
}

/** What is shorter is no key and would be found everywhere. */
const shortestKey = 8;
const mask = '*';
/** Where none of these is, no character is escaped. */
const escapes = ['%', '\\'];

export function createRedactor(key: string | undefined): Redactor | undefined {
  if (key === undefined || key.length < shortestKey) return undefined;
  const forms = formsOf(key);
  // In either order of the bytes: they differ by where the first zero stands.
  const wide = Buffer.from(key, 'utf16le').subarray(0, -1);
  const patterns = [...forms.map(form => Buffer.from(form)), wide];
  const escaped = Array.from(key, escapable).join('');
  const any = new RegExp([escaped, ...forms.map(literal)].join('|'), 'g');
  const loose = new RegExp(escaped, 'g');
  const shortest = Math.min(...forms.map(form => form.length));
  return {
    overlap: Math.max(key.length * longestEscape, ...forms.map(form => form.length)) - 1,
    bytes(bytes) {
      for (const pattern of patterns) {
        let at = bytes.indexOf(pattern);
        while (at !== -1) {
          bytes.fill(mask, at, at + pattern.length);
          at = bytes.indexOf(pattern, at + pattern.length);
        }
      }
      if (!escapes.some(escape => bytes.includes(escape))) return;
      for (const { index, 0: found } of bytes.toString('latin1').matchAll(loose)) {
        bytes.fill(mask, index, index + found.length);
      }
    },
    text: text =>
      text.length < shortest ? text : text.replace(any, form => mask.repeat(form.length)),
  };
}

const longestEscape = '\\u0000'.length;

/** A character as it is, `%2D`, `\u002d`, or behind a backslash where JSON allows that. */
function escapable(character: string): string {
  const digits = character.charCodeAt(0).toString(16);
  const hex = digits.replace(/[a-f]/g, digit => `[${digit}${digit.toUpperCase()}]`);
  const plain = /[A-Za-z0-9]/.test(character) ? character : `\\\\?${literal(character)}`;
  return `(?:${plain}|%${hex}|\\\\u00${hex})`;
}

const literal = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '\\$&');

/** The longest first: the plain key may be a part of another form. */
function formsOf(key: string): string[] {
  const bytes = Buffer.from(key);
  const base64 = [0, 1, 2].map(offset => base64Core(bytes, offset));
  const base64Url = base64.map(form => form.replaceAll('+', '-').replaceAll('/', '_'));
  const inJson = base64.map(form => form.replaceAll('+', '\\u002B').replaceAll('/', '\\/'));
  const inUrl = base64.map(encodeURIComponent);
  const forms = new Set([key, ...base64, ...base64Url, ...inJson, ...inUrl]);
  return [...forms].sort((a, b) => b.length - a.length);
}

/** The characters that are the same whatever stands before and after the key in the encoded text. */
function base64Core(key: Buffer, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), key]).toString('base64');
  const from = offset === 0 ? 0 : offset + 1;
  return encoded.slice(from, Math.floor(((offset + key.length) * 8) / 6));
}

/** Redacts a stream: gives out what can no longer be the beginning of a key. */
export function createStreamRedactor(redactor: Redactor | undefined): {
  push(chunk: Buffer): Buffer;
  end(): Buffer;
} {
  let held: Buffer = Buffer.alloc(0);
  return {
    push(chunk) {
      if (redactor === undefined) return chunk;
      const bytes = Buffer.concat([held, chunk]);
      redactor.bytes(bytes);
      const safe = Math.max(0, bytes.length - redactor.overlap);
      held = bytes.subarray(safe);
      return bytes.subarray(0, safe);
    },
    end: () => held,
  };
}
