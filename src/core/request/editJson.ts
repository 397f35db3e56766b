import { jsonRanges, type TextRange } from '../body/jsonRange';
import { parseJson } from './parseJson';
import { kindOf, partsOf, type JsonPart } from './jsonParts';

/**
 * The text with `value` at a place, and every other character as it was: blanks, the order of members, digits. What is
 * missing on the way is made; a text or a number on the way, and a list that has no such position, leaves all as it is.
 * A blank text is an empty object. A text that is not JSON stays as it is.
 * @param value JSON text; undefined takes the member (each of that name) or the entry away
 */
export function editJson(text: string, keys: readonly string[], value: string | undefined): string {
  if (text.trim() === '') return value === undefined ? text : edited('{}', keys, value, '\n');
  if (!parseJson(text).ok) return text;
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const inner = edited(text.slice(start, end), keys, value, '\n');
  return splice(text, { start, end }, inner ?? '');
}

/** The text with another name of the member at a place; as it is where nothing stands there. */
export function renameMember(text: string, keys: readonly string[], name: string): string {
  const at = parseJson(text).ok ? jsonRanges(text, keys).name : undefined;
  return at ? splice(text, at, JSON.stringify(name)) : text;
}

function edited(text: string, keys: readonly string[], value: string, emptyGap: string): string;
function edited(
  text: string,
  keys: readonly string[],
  value: string | undefined,
  emptyGap?: string,
): string | undefined;
function edited(
  text: string,
  [key, ...rest]: readonly string[],
  value: string | undefined,
  emptyGap = '',
): string | undefined {
  if (key === undefined) return value;
  const kind = kindOf(text);
  if (kind !== 'object' && kind !== 'array') return text;
  const parts = partsOf(text);
  const part = parts.findLast(({ name }) => name === key);
  if (part) {
    const inner = edited(text.slice(part.value.start, part.value.end), rest, value);
    if (inner !== undefined) return splice(text, part.value, inner);
    const less = without(text, parts, part);
    return kind === 'object' ? edited(less, [key], undefined) : less;
  }
  if (value === undefined) return text;
  if (kind === 'array' && key !== String(parts.length)) return text;
  return appended(text, parts, kind === 'object' ? key : undefined, made(rest, value), emptyGap);
}

const made = (keys: readonly string[], value: string): string =>
  keys.reduceRight((inner, key) => `{ ${JSON.stringify(key)}: ${inner} }`, value);

const splice = (text: string, { start, end }: TextRange, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

/** After the last one, spaced as that one is. */
function appended(
  text: string,
  parts: readonly JsonPart[],
  name: string | undefined,
  value: string,
  emptyGap: string,
): string {
  const last = parts.at(-1);
  if (!last) {
    if (name === undefined) return `[${value}]`;
    const gap = emptyGap === '' ? '' : `${emptyGap}  `;
    return `{${gap}${JSON.stringify(name)}: ${value}${emptyGap}}`;
  }
  const before = parts.at(-2);
  const colon = /:[ \t\n\r]*$/.exec(text.slice(last.start, last.value.start))?.[0] ?? '';
  const opening = text.slice(1, last.start);
  const gap = before
    ? text.slice(before.end, last.start).replace(',', '')
    : opening.includes('\n')
      ? opening
      : colon === ':'
        ? ''
        : ' ';
  const part = name === undefined ? value : JSON.stringify(name) + colon + value;
  return splice(text, { start: last.end, end: last.end }, `,${gap}${part}`);
}

/** With the comma that parted it from its neighbour. */
function without(text: string, parts: readonly JsonPart[], part: JsonPart): string {
  const at = parts.indexOf(part);
  const before = parts[at - 1];
  const after = parts[at + 1];
  if (before) return splice(text, { start: before.end, end: part.end }, '');
  if (after) return splice(text, { start: part.start, end: after.start }, '');
  return text.charAt(0) + text.slice(-1);
}
