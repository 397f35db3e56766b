import { isUtf8 } from 'node:buffer';

export type HeaderLine = readonly [string, string];

/** Header lines in the order received, with lower-case names. @param raw names and values in turn, as bytes */
export function headerLines(raw: unknown): HeaderLine[] {
  if (!Array.isArray(raw)) return [];
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    lines.push([latin1(raw[index]).toLowerCase(), headerText(latin1(raw[index + 1]))]);
  }
  return lines;
}

const latin1 = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('latin1') : String(value);

/**
 * Decodes a header value in which each character is one byte. RFC 9110, section 5.5 does not say what bytes beyond
 * ASCII mean: servers write UTF-8; any other bytes are left as they are.
 */
export function headerText(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  return isUtf8(bytes) ? bytes.toString() : value;
}

const ordinary = { configurable: true, enumerable: true, writable: true };

/** Joins several values of one name by a comma, as RFC 9110, section 5.2 allows. */
export function joinLines(lines: readonly HeaderLine[]): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of lines) {
    const text = Object.hasOwn(joined, name) ? `${joined[name] ?? ''}, ${value}` : value;
    // Assigning this name would set the prototype.
    if (name === '__proto__') Object.defineProperty(joined, name, { ...ordinary, value: text });
    else joined[name] = text;
  }
  return joined;
}

/** @param name in lower case */
export function valueOf(lines: readonly HeaderLine[], name: string): string | undefined {
  let joined: string | undefined;
  for (const [each, value] of lines) {
    if (each === name) joined = joined === undefined ? value : `${joined}, ${value}`;
  }
  return joined;
}

/** Whether an answer announces content although its status allows none (RFC 9110, section 6.4.1). */
export function hasForbiddenBody(status: number, lines: readonly HeaderLine[]): boolean {
  if (status !== 204 && status !== 304) return false;
  const length = valueOf(lines, 'content-length') ?? '0';
  return valueOf(lines, 'transfer-encoding') !== undefined || !/^0+$/.test(length);
}

/** False if only the end of the connection ends the body: a body that broke off then looks complete. */
export const hasKnownEnd = (lines: readonly HeaderLine[]): boolean =>
  lines.some(([name]) => name === 'content-length' || name === 'transfer-encoding');
