import { memberAt, type TextRange } from '../body/jsonRange';
import { char, skipSpace, unitsOf, valueEnd, type Units } from '../body/jsonTokens';

/** A member of an object or an entry of a list, with its range in the text. */
export interface JsonPart extends TextRange {
  /** A member's name, unescaped; an entry's position. */
  readonly name: string;
  readonly value: TextRange;
}

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** The kind of a JSON value. @param text is known to be JSON */
export function kindOf(text: string): JsonKind {
  switch (text.trimStart().charAt(0)) {
    case '{':
      return 'object';
    case '[':
      return 'array';
    case '"':
      return 'string';
    case 't':
    case 'f':
      return 'boolean';
    case 'n':
      return 'null';
    default:
      return 'number';
  }
}

/**
 * The members or entries of the outermost value, in order; a name that stands twice is there twice. Empty for any other
 * value. Nothing is parsed: numbers and strings stay as they are written.
 * @param text is known to be JSON
 */
export function partsOf(text: string): readonly JsonPart[] {
  const kind = kindOf(text);
  if (kind !== 'object' && kind !== 'array') return [];
  const units = unitsOf(text);
  const parts: JsonPart[] = [];
  let at = skipSpace(units, skipSpace(units, 0) + 1);
  while (at < units.length && units[at] !== char.closeBrace && units[at] !== char.closeBracket) {
    const part = kind === 'object' ? partAt(text, units, at) : entryAt(units, at, parts.length);
    parts.push(part);
    at = skipSpace(units, part.end);
    if (units[at] === char.comma) at = skipSpace(units, at + 1);
  }
  return parts;
}

function partAt(text: string, units: Units, start: number): JsonPart {
  const { key: name, value: from } = memberAt(text, units, start);
  const end = valueEnd(units, from);
  return { name, start, end, value: { start: from, end } };
}

function entryAt(units: Units, start: number, position: number): JsonPart {
  const end = valueEnd(units, start);
  return { name: String(position), start, end, value: { start, end } };
}

/** The text of a member's or entry's value; of equal names the last one, as JSON.parse takes it. */
export function partText(text: string, name: string): string | undefined {
  const value = partsOf(text).findLast(part => part.name === name)?.value;
  return value && text.slice(value.start, value.end);
}
