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
export function jsonRanges(text: string, keys: readonly string[]): JsonRanges {
  let name: TextRange | undefined;
  let value: TextRange | undefined;
  for (const step of jsonSteps(text)) {
    const { kind, role, start, end } = step;
    if (role === 'name' && kind === 'text') {
      const { length } = step.keys;
      if (startsWith(keys, step.keys) && contentOf(text, step) === keys[length]) {
        // Whatever an earlier member of this name held does not count any more.
        value = undefined;
        name = length === keys.length - 1 ? { start, end } : undefined;
      }
    } else if (role === 'value' && (kind === 'text' || kind === 'word' || kind === 'open')) {
      if (same(step.keys, keys)) value = { start, end };
    } else if (kind === 'close' && value && same(step.container, keys)) {
      value = { start: value.start, end };
    }
  }
  return { ...(name && { name }), ...(value && { value }) };
}

const startsWith = (keys: readonly string[], first: readonly string[]): boolean =>
  first.every((key, index) => key === keys[index]);

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && startsWith(one, other);
