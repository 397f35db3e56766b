import { contentOf, jsonSteps, type JsonStep } from './jsonSteps';

/** Where in a JSON text something is being typed. Offsets in UTF-16 units. */
export interface JsonPlace {
  readonly role: 'name' | 'value';
  /** Of a value its own place, of a name that of its object; from the top. */
  readonly keys: readonly string[];
  /** What a choice replaces: the token that the cursor is in; empty between two. */
  readonly start: number;
  readonly end: number;
  /** What stands there before the cursor, without quotes. */
  readonly typed: string;
  /** The other members of the object. */
  readonly names: readonly string[];
  /** Of the token that follows. */
  readonly before: JsonStep['kind'];
}

/** Undefined where neither a name nor a value can stand. */
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
    // Only once: the same name may stand there twice.
    names: role === 'name' ? names.toSpliced(names.indexOf(own), 1) : names,
    before: next?.kind ?? 'end',
  };
}

/** Whether the cursor is inside: at the end of a closed text it is behind it. */
const holds = ({ kind, start, end, closed }: JsonStep, offset: number): boolean =>
  (kind === 'text' || kind === 'word') &&
  start < offset &&
  (offset < end || (offset === end && (kind === 'word' || !closed)));
