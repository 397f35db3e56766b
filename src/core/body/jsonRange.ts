import { char, isFault, skipSpace, stringEnd, unitsOf, valueEnd, type Units } from './jsonTokens';

/** Offsets in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface JsonRanges {
  /** Only for a member: its name, quotes included. */
  readonly name?: TextRange;
  readonly value?: TextRange;
}

/** Where values and their names stand in a JSON text. Of members with one name the last counts, as JSON reads it. */
export interface JsonMap {
  /** Ranges of a wanted place, or of a place on the way to it; empty if it does not exist. */
  at(keys: readonly string[]): JsonRanges;
  /** Ranges of the values on the way to a wanted place, outermost first, as far as they exist. */
  way(keys: readonly string[]): readonly TextRange[];
}

/** The ranges of a single place; see {@link jsonMap}. */
export const jsonRanges = (text: string, keys: readonly string[]): JsonRanges =>
  jsonMap(text, [keys]).at(keys);

/**
 * Finds any number of places in one pass through the text, however deep it is.
 * @param text valid JSON; in other text, what is found behind a fault may be wrong
 */
export function jsonMap(text: string, wanted: readonly (readonly string[])[]): JsonMap {
  const top = new Place();
  for (const keys of wanted) keys.reduce((place, key) => place.inner(key), top);
  find(text, top);
  const placesTo = (keys: readonly string[]) => {
    const places = [top];
    for (const key of keys) {
      const inner = places.at(-1)?.found(key);
      if (!inner) break;
      places.push(inner);
    }
    return places.filter(({ value }) => value !== undefined);
  };
  return {
    at(keys) {
      const places = placesTo(keys);
      const { name, value } = (places.length > keys.length && places.at(-1)) || {};
      return { ...(name && { name }), ...(value && { value }) };
    },
    way: keys => placesTo(keys).flatMap(({ value }) => value ?? []),
  };
}

/** A place that is looked for, with the wanted places inside it. */
class Place {
  name: TextRange | undefined;
  value: { readonly start: number; end: number } | undefined;
  /** The outer value in which this place was found. A later member of the same name replaces that value. */
  #around: Place['value'];
  readonly #inner = new Map<string, Place>();

  inner(key: string): Place {
    const known = this.#inner.get(key);
    if (known) return known;
    const made = new Place();
    this.#inner.set(key, made);
    return made;
  }

  get isLeaf(): boolean {
    return this.#inner.size === 0;
  }

  wanted(key: string): Place | undefined {
    return this.#inner.get(key);
  }

  found(key: string): Place | undefined {
    const place = this.#inner.get(key);
    return place && place.#around === this.value ? place : undefined;
  }

  begin(start: number, around: Place['value'], name?: TextRange): void {
    this.name = name;
    this.value = { start, end: start };
    this.#around = around;
  }
}

/** An open list or object that may hold a wanted place. */
interface Frame {
  readonly place: Place;
  readonly value: { end: number };
  readonly isObject: boolean;
  position: number;
}

function find(text: string, top: Place): void {
  const units = unitsOf(text);
  const open: Frame[] = [];
  /** Returns where to go on: inside the value if a wanted place may be in it, else behind it. */
  const enter = (place: Place, start: number): number => {
    const { value } = place;
    if (!value) return units.length;
    const isObject = units[start] === char.openBrace;
    if (!place.isLeaf && (isObject || units[start] === char.openBracket)) {
      open.push({ place, value, isObject, position: 0 });
      return start + 1;
    }
    return (value.end = valueEnd(units, start));
  };
  const start = skipSpace(units, 0);
  top.begin(start, undefined);
  let at = enter(top, start);
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    at = skipSpace(units, at);
    const first = units[at];
    if (first === undefined || first === char.closeBrace || first === char.closeBracket) {
      at = Math.min(at + 1, units.length);
      frame.value.end = at;
      open.pop();
    } else if (first === char.comma) {
      at += 1;
      frame.position += 1;
    } else {
      const entry = frame.isObject ? memberAt(text, units, at) : entryAt(frame.position, at);
      const place = frame.place.wanted(entry.key);
      place?.begin(entry.value, frame.place.value, entry.name);
      // Always moves on, so that text that is not JSON cannot cause an endless loop.
      at = Math.max(at + 1, place ? enter(place, entry.value) : valueEnd(units, entry.value));
    }
  }
}

interface Entry {
  /** A member's name, unescaped, or an entry's position. */
  readonly key: string;
  readonly name?: TextRange;
  /** Offset at which its value begins. */
  readonly value: number;
}

const entryAt = (position: number, value: number): Entry => ({ key: String(position), value });

/** The member whose name opens at `start`. */
export function memberAt(text: string, units: Units, start: number): Entry {
  const found = stringEnd(units, start);
  const end = isFault(found) ? units.length : found;
  const value = skipSpace(units, skipSpace(units, end) + 1);
  const inner = text.slice(start + 1, end - 1);
  const isPlain = isFault(found) || !inner.includes('\\');
  const key = isPlain ? inner : (JSON.parse(`"${inner}"`) as string);
  return { key, name: { start, end }, value };
}
