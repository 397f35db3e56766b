import { jsonMap, jsonRanges, type TextRange } from '../body/jsonRange';
import { parseJson } from './parseJson';
import { kindOf, partsOf, type JsonPart } from './jsonParts';

/**
 * Sets `value` at a place of a JSON text and keeps every other character: blanks, the order of members, digits. Missing
 * objects on the path are created. Nothing changes if the path leads into a text or number, or to a position that a
 * list does not have. A blank text counts as an empty object; a text that is not JSON stays as it is.
 * @param value JSON text; undefined removes the member (each of that name) or the entry
 */
export function editJson(text: string, keys: readonly string[], value: string | undefined): string {
  if (text.trim() === '') return value === undefined ? text : edited('{}', keys, value, '\n');
  if (!parseJson(text).ok) return text;
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  return splice(text, { start, end }, edited(text.slice(start, end), keys, value, '\n'));
}

/** Adds entries to a list, spaced like its last ones. In one pass, since a pasted list may be long. */
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

/** Renames the member at a place; the text stays as it is if there is none. */
export function renameMember(text: string, keys: readonly string[], name: string): string {
  const at = parseJson(text).ok ? jsonRanges(text, keys).name : undefined;
  return at ? splice(text, at, JSON.stringify(name)) : text;
}

/** @param emptyGap put before the first member of an empty outermost object */
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

/** An object takes any name, a list only the position after its last entry. */
function takes(text: string, key: string): boolean {
  const kind = kindOf(text);
  return kind === 'object' || (kind === 'array' && key === String(partsOf(text).length));
}

const made = (keys: readonly string[], value: string): string =>
  keys.reduceRight((inner, key) => `{ ${JSON.stringify(key)}: ${inner} }`, value);

const splice = (text: string, { start, end }: TextRange, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

/** Adds a member or entry after the last one, spaced like that one. */
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

/** Removes each member of that name, with the comma between it and its neighbour. */
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
