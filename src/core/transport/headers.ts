export type HeaderLine = readonly [string, string];

/** Lower-case names; every line as it came. @param raw Names and values in turn, as bytes. */
export function headerLines(raw: unknown): HeaderLine[] {
  if (!Array.isArray(raw)) return [];
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    lines.push([latin1(raw[index]).toLowerCase(), latin1(raw[index + 1])]);
  }
  return lines;
}

const latin1 = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('latin1') : String(value);

/** Several values of one name are joined by a comma, as RFC 9110 allows. */
export function joinLines(lines: readonly HeaderLine[]): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of lines) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(joined);
}

export function valueOf(lines: readonly HeaderLine[], name: string): string | undefined {
  const values = lines.filter(([each]) => each === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}
