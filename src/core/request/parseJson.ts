/** A parsed value, or the place of the first error. */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      /** Offset in UTF-16 units; line and column from 1. */
      readonly position: number;
      readonly line: number;
      readonly column: number;
    };

/** JSON.parse, with the place of the error instead of an exception. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    const position = breakOf(text);
    const before = text.slice(0, position).split('\n');
    return { ok: false, position, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}

/** What may follow next in a document. */
type Want = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'end';
type Bracket = '{' | '[';

/**
 * The first offset at which the text stops being the beginning of a JSON document. Engines word their own messages
 * differently (and leave the offset out for a short text), so the place is found here.
 */
function breakOf(text: string): number {
  const token =
    /[ \t\n\r]+|[{}[\]:,]|"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  const open: Bracket[] = [];
  let want: Want = 'value';
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const first = token.exec(text)?.[0].charAt(0);
    if (first === undefined) return at;
    if (first === '"') {
      const end = endOfString(text, at);
      if (end === undefined) return at;
      token.lastIndex = end;
    }
    if (' \t\n\r'.includes(first)) continue;
    const next = wantAfter(first, want, open);
    if (next === undefined) return at;
    want = next;
  }
  return text.length;
}

/**
 * What may follow a token; undefined: the token is not allowed here.
 * @param first its first character
 * @param open brackets that are not closed yet, the innermost last; kept up to date
 */
function wantAfter(first: string, want: Want, open: Bracket[]): Want | undefined {
  const isValue = want === 'value' || want === 'valueOrEnd';
  switch (first) {
    case '{':
    case '[':
      if (!isValue) return undefined;
      open.push(first);
      return first === '{' ? 'keyOrEnd' : 'valueOrEnd';
    case '}':
    case ']': {
      const [bracket, empty] = first === '}' ? ['{', 'keyOrEnd'] : ['[', 'valueOrEnd'];
      if (open.at(-1) !== bracket || (want !== empty && want !== 'commaOrEnd')) return undefined;
      open.pop();
      return afterValue(open);
    }
    case ',':
      if (want !== 'commaOrEnd') return undefined;
      return open.at(-1) === '{' ? 'key' : 'value';
    case ':':
      return want === 'colon' ? 'value' : undefined;
    default:
      if (first === '"' && (want === 'key' || want === 'keyOrEnd')) return 'colon';
      return isValue ? afterValue(open) : undefined;
  }
}

const afterValue = (open: readonly Bracket[]): Want => (open.length > 0 ? 'commaOrEnd' : 'end');

/**
 * The offset after the closing quote of the string at `start`; undefined: there is no valid string. Part by part, since
 * a whole string may be too long for one match of a regular expression.
 */
export function endOfString(text: string, start: number): number | undefined {
  // eslint-disable-next-line no-control-regex -- JSON forbids them inside a string
  const part = /[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
  part.lastIndex = start + 1;
  let at = part.lastIndex;
  while (part.test(text)) at = part.lastIndex;
  return text[at] === '"' ? at + 1 : undefined;
}
