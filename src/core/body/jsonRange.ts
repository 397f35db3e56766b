import { contentOf, jsonSteps } from './jsonSteps';

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

/** Where a value and its name stand in a JSON text; of a name that stands there twice, the last, as JSON reads it. */
export const jsonRanges = (text: string, keys: readonly string[]): JsonRanges =>
  jsonWay(text, keys)[keys.length] ?? {};

/**
 * Where the values on the way to a place stand, the outermost first: as many as there are, then perhaps a name whose
 * value is missing. One look through the text, however deep it is.
 */
export function jsonWay(text: string, keys: readonly string[]): readonly JsonRanges[] {
  const way: JsonRanges[] = [];
  for (const { kind, role, start, end, place, container, ...step } of jsonSteps(text, keys)) {
    const { depth } = place;
    if (role === 'name' && kind === 'text') {
      if (!place.isOnWay || contentOf(text, { kind, start, end, ...step }) !== keys[depth])
        continue;
      // Whatever an earlier member of this name held does not count any more.
      way.length = depth + 1;
      way.push({ name: { start, end } });
    } else if (role === 'value' && (kind === 'text' || kind === 'word' || kind === 'open')) {
      if (!place.isOnWay) continue;
      const { name } = way[depth] ?? {};
      way.length = depth;
      way.push({ ...(name && { name }), value: { start, end } });
    } else if (kind === 'close' && container.isOnWay) {
      const { name, value } = way[container.depth] ?? {};
      if (value) way[container.depth] = { ...(name && { name }), value: { ...value, end } };
    }
  }
  return way;
}
