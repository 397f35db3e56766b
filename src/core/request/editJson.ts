import { jsonMap, jsonRanges, type TextRange } from '../body/jsonRange';
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
  return splice(text, { start, end }, edited(text.slice(start, end), keys, value, '\n'));
}

/** A list with more entries, spaced as its last ones are: a pasted list may be long. */
export function appendEntries(list: string, added: readonly string[]): string {
  const [first, second, ...more] = added;
  const withOne = first === undefined ? list : append(list, first);
  if (second === undefined) return withOne;
  const withTwo = append(withOne, second);
  const [before, last] = partsOf(withTwo).slice(-2);
  if (!before || !last) return withTwo;
  const gap = withTwo.slice(before.end, last.start);
  return splice(withTwo, { start: last.end, end: last.end }, more.map(each => gap + each).join(''));
}

const append = (list: string, value: string): string =>
  editJson(list, [String(partsOf(list).length)], value);

/** The text with another name of the member at a place; as it is where nothing stands there. */
export function renameMember(text: string, keys: readonly string[], name: string): string {
  const at = parseJson(text).ok ? jsonRanges(text, keys).name : undefined;
  return at ? splice(text, at, JSON.stringify(name)) : text;
}

/** @param emptyGap what stands in the outermost object before its first member */
function edited(
  text: string,
  keys: readonly string[],
  value: string | undefined,
  emptyGap: string,
): string {
  const way = jsonMap(text, [keys]).way(keys);
  const depth = way.length - 1;
  const here = way[depth];
  if (!here) return text;
  if (depth === keys.length && value !== undefined) return splice(text, here, value);
  const container = depth === keys.length ? way[depth - 1] : here;
  if (!container) return '';
  const inner = text.slice(container.start, container.end);
  if (depth === keys.length) return splice(text, container, without(inner, keys[depth - 1] ?? ''));
  const [key = '', ...rest] = keys.slice(depth);
  if (value === undefined || !takes(inner, key)) return text;
  const added = appended(inner, key, made(rest, value), depth === 0 ? emptyGap : '');
  return splice(text, container, added);
}

/** An object takes every name, a list the position after its last entry. */
function takes(text: string, key: string): boolean {
  const kind = kindOf(text);
  return kind === 'object' || (kind === 'array' && key === String(partsOf(text).length));
}

const made = (keys: readonly string[], value: string): string =>
  keys.reduceRight((inner, key) => `{ ${JSON.stringify(key)}: ${inner} }`, value);

const splice = (text: string, { start, end }: TextRange, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

/** After the last one, spaced as that one is. */
function appended(text: string, key: string, value: string, emptyGap: string): string {
  const parts = partsOf(text);
  const name = kindOf(text) === 'object' ? JSON.stringify(key) : undefined;
  const last = parts.at(-1);
  if (!last) {
    if (name === undefined) return `[${value}]`;
    const gap = emptyGap === '' ? '' : `${emptyGap}  `;
    return `{${gap}${name}: ${value}${emptyGap}}`;
  }
  const colon = /:[ \t\n\r]*$/.exec(text.slice(last.start, last.value.start))?.[0] ?? '';
  const part = name === undefined ? value : name + colon + value;
  const gap = gapOf(text, parts.at(-2), last, colon);
  return splice(text, { start: last.end, end: last.end }, `,${gap}${part}`);
}

function gapOf(text: string, before: JsonPart | undefined, last: JsonPart, colon: string): string {
  if (before) return text.slice(before.end, last.start).replace(',', '');
  const opening = text.slice(1, last.start);
  if (opening.includes('\n')) return opening;
  return colon === ':' ? '' : ' ';
}

/** Each of that name, with the comma that parted it from its neighbour. */
function without(text: string, name: string): string {
  const parts = partsOf(text);
  const kept = parts.find(part => part.name !== name);
  if (!kept) return text.charAt(0) + text.slice(-1);
  let left = '';
  let at = 0;
  for (const [i, part] of parts.entries()) {
    if (part.name !== name) continue;
    const before = parts[i - 1];
    left += text.slice(at, Math.max(at, before?.end ?? part.start));
    at = Math.max(at, before ? part.end : kept.start);
  }
  return left + text.slice(at);
}
