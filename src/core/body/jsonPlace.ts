import { contentOf, jsonSteps, type JsonStep } from './jsonSteps';

/** Where the cursor stands in a JSON text that is being typed. Offsets in UTF-16 units. */
export interface JsonPlace {
  readonly role: 'name' | 'value';
  /** The keys from the top to the value or, for a name, to its object. */
  readonly keys: readonly string[];
  /** What a suggestion replaces: the token at the cursor, or nothing between two tokens. */
  readonly start: number;
  readonly end: number;
  /** The part of the token before the cursor, without quotes. */
  readonly typed: string;
  /** Names of the other members of the object. */
  readonly names: readonly string[];
  /** Kind of the token that follows. */
  readonly before: JsonStep['kind'];
}

/** The place at an offset; undefined where neither a name nor a value can stand. */
export function jsonPlaceAt(text: string, offset: number): JsonPlace | undefined {
  let found: JsonStep | undefined;
  let keys: readonly string[] = [];
  let next: JsonStep | undefined;
  for (const step of jsonSteps(text)) {
    if (found) next ??= step;
    else if (holds(step, offset) || step.start >= offset) {
      found = step;
      keys = step.keys();
    }
  }
  if (!found || found.role === 'none') return undefined;
  const { role, names, kind } = found;
  if (!holds(found, offset))
    return { role, keys, names, start: offset, end: offset, typed: '', before: kind };
  const own = contentOf(text, found);
  return {
    role,
    keys,
    start: found.start,
    end: found.end,
    typed: contentOf(text, { kind, start: found.start, end: offset, closed: false }),
    // Removes it once only: another member may have the same name.
    names: role === 'name' ? names.toSpliced(names.indexOf(own), 1) : names,
    before: next?.kind ?? 'end',
  };
}

/** Whether the cursor is inside a token. Behind a closing quote it is not; at the end of a word it is. */
const holds = ({ kind, start, end, closed }: JsonStep, offset: number): boolean =>
  (kind === 'text' || kind === 'word') &&
  start < offset &&
  (offset < end || (offset === end && (kind === 'word' || !closed)));
