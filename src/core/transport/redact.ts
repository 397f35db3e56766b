/**
 * Hides a key that a server sent back: plain, base64 (also as a part of longer base64), URL-encoded and UTF-16. Every
 * byte of it becomes `*`, so that lengths and positions stay true.
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

export function createRedactor(key: string | undefined): Redactor | undefined {
  if (key === undefined || key.length < shortestKey) return undefined;
  const forms = formsOf(key);
  const patterns = [...forms.map(form => Buffer.from(form)), Buffer.from(key, 'utf16le')];
  const any = new RegExp(forms.map(form => form.replace(/[^A-Za-z0-9]/g, '\\$&')).join('|'), 'g');
  const shortest = Math.min(...forms.map(form => form.length));
  return {
    overlap: Math.max(...patterns.map(pattern => pattern.length)) - 1,
    bytes(bytes) {
      for (const pattern of patterns) {
        let at = bytes.indexOf(pattern);
        while (at !== -1) {
          bytes.fill(mask, at, at + pattern.length);
          at = bytes.indexOf(pattern, at + pattern.length);
        }
      }
    },
    text: text =>
      text.length < shortest ? text : text.replace(any, form => mask.repeat(form.length)),
  };
}

/** The longest first: the plain key may be a part of another form. */
function formsOf(key: string): string[] {
  const bytes = Buffer.from(key);
  const base64 = [0, 1, 2].map(offset => base64Core(bytes, offset));
  const base64Url = base64.map(form => form.replaceAll('+', '-').replaceAll('/', '_'));
  const forms = new Set([key, encodeURIComponent(key), ...base64, ...base64Url]);
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
