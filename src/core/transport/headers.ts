import { isUtf8 } from 'node:buffer';

export type HeaderLine = readonly [string, string];

/** Lower-case names; every line as it came. @param raw Names and values in turn, as bytes. */
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
 * The value of a header, of which each character is one byte. No standard says what bytes beyond ASCII mean (RFC 9110,
 * 5.5): servers write UTF-8, and what is none is left as it is.
 */
export function headerText(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  return isUtf8(bytes) ? bytes.toString() : value;
}

const ordinary = { configurable: true, enumerable: true, writable: true };

/** Several values of one name are joined by a comma, as RFC 9110, section 5.2 allows. */
export function joinLines(lines: readonly HeaderLine[]): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of lines) {
    const text = Object.hasOwn(joined, name) ? `${joined[name] ?? ''}, ${value}` : value;
    // By assignment, this one would be the prototype.
    if (name === '__proto__') Object.defineProperty(joined, name, { ...ordinary, value: text });
    else joined[name] = text;
  }
  return joined;
}

export function valueOf(lines: readonly HeaderLine[], name: string): string | undefined {
  let joined: string | undefined;
  for (const [each, value] of lines) {
    if (each === name) joined = joined === undefined ? value : `${joined}, ${value}`;
  }
  return joined;
}

/** Whether content is announced for a status that has none by definition (RFC 9110, section 6.4.1). */
export function hasForbiddenBody(status: number, lines: readonly HeaderLine[]): boolean {
  if (status !== 204 && status !== 304) return false;
  const length = valueOf(lines, 'content-length') ?? '0';
  return valueOf(lines, 'transfer-encoding') !== undefined || !/^0+$/.test(length);
}

/** False where a body ends with its connection only, so that one that broke off looks whole. */
export const hasKnownEnd = (lines: readonly HeaderLine[]): boolean =>
  lines.some(([name]) => name === 'content-length' || name === 'transfer-encoding');
