export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      /** Offset in UTF-16 units; line and column from 1. */
      readonly position: number;
      readonly line: number;
      readonly column: number;
    };

/** JSON.parse with a place instead of an exception. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    const position = breakOf(text);
    const before = text.slice(0, position).split('\n');
    return { ok: false, position, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}

/**
 * The first offset at which the text stops being the beginning of a JSON document. Engines word their own messages
 * differently (and leave the offset out for a short text), so the place is found here.
 */
function breakOf(text: string): number {
  const token =
    /[ \t\n\r]+|[{}[\]:,]|"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  const open: ('{' | '[')[] = [];
  type Want = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'end';
  let want: Want = 'value';
  const after = (): Want => (open.length > 0 ? 'commaOrEnd' : 'end');
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text)?.[0];
    if (match === undefined) return at;
    const first = match.charAt(0);
    if (first === '"') {
      const end = endOfString(text, at);
      if (end === undefined) return at;
      token.lastIndex = end;
    }
    if (' \t\n\r'.includes(first)) continue;
    const isValue = want === 'value' || want === 'valueOrEnd';
    if (first === '{' && isValue) [want] = ['keyOrEnd', open.push('{')];
    else if (first === '[' && isValue) [want] = ['valueOrEnd', open.push('[')];
    else if (
      first === '}' &&
      open.at(-1) === '{' &&
      (want === 'keyOrEnd' || want === 'commaOrEnd')
    ) {
      open.pop();
      want = after();
    } else if (
      first === ']' &&
      open.at(-1) === '[' &&
      (want === 'valueOrEnd' || want === 'commaOrEnd')
    ) {
      open.pop();
      want = after();
    } else if (first === ',' && want === 'commaOrEnd') want = open.at(-1) === '{' ? 'key' : 'value';
    else if (first === ':' && want === 'colon') want = 'value';
    else if (first === '"' && (want === 'key' || want === 'keyOrEnd')) want = 'colon';
    else if (isValue && !'{}[]:,'.includes(first)) want = after();
    else return at;
  }
  return text.length;
}

/** After the closing quote of the string that opens there; undefined where it is none. Part by part: a whole one may be longer than a regular expression can hold. */
export function endOfString(text: string, start: number): number | undefined {
  // eslint-disable-next-line no-control-regex -- JSON forbids them inside a string
  const part = /[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
  part.lastIndex = start + 1;
  let at = part.lastIndex;
  while (part.test(text)) at = part.lastIndex;
  return text[at] === '"' ? at + 1 : undefined;
}
