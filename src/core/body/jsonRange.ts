import { char, isFault, skipSpace, stringEnd, unitsOf, valueEnd, type Units } from './jsonTokens';

/** Offsets in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface JsonRanges {
  /** Of a member: its name with the quotes. */
  readonly name?: TextRange;
  readonly value?: TextRange;
}

/** Where values and their names stand in a JSON text; of a name that stands there twice, the last, as JSON reads it. */
export interface JsonMap {
  /** Of a wanted place, or one on the way to it. */
  at(keys: readonly string[]): JsonRanges;
  /** Of the values on the way to a wanted place, the outermost first: as many as there are. */
  way(keys: readonly string[]): readonly TextRange[];
}

export const jsonRanges = (text: string, keys: readonly string[]): JsonRanges =>
  jsonMap(text, [keys]).at(keys);

/**
 * Finds places in one look through the text, however deep it is and however many they are.
 * @param text is known to be JSON; of another one nothing is found behind its fault
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

/** A place that is looked for, with those inside of it. */
class Place {
  name: TextRange | undefined;
  value: { readonly start: number; end: number } | undefined;
  /** In which value of the place around it this one was found: an earlier one of the same name does not count any more. */
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

/** A list or object that holds something wanted. */
interface Frame {
  readonly place: Place;
  readonly value: { end: number };
  readonly isObject: boolean;
  position: number;
}

function find(text: string, top: Place): void {
  const units = unitsOf(text);
  const open: Frame[] = [];
  /** Where to go on: in the value, where something wanted may be in it, else behind it. */
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
      // What is no JSON must not hold it up.
      at = Math.max(at + 1, place ? enter(place, entry.value) : valueEnd(units, entry.value));
    }
  }
}

interface Entry {
  /** Of a member its name, unescaped; of an entry its position. */
  readonly key: string;
  readonly name?: TextRange;
  /** Where its value begins. */
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
