import type { Schema } from '../../core/catalog/operation';
import { kindOf } from '../../core/request/jsonParts';

/**
 * A value in the form is its JSON text ("raw"), so that the form loses no digit and no escape. Undefined: nothing is
 * sent.
 */
export type Raw = string | undefined;

export function typesOf(schema: Schema | undefined): readonly string[] {
  const own = [schema?.type ?? []].flat();
  const inner = [...(schema?.anyOf ?? []), ...(schema?.oneOf ?? [])].flatMap(typesOf);
  return [...own, ...inner];
}

export const hasType = (schema: Schema | undefined, ...types: readonly string[]): boolean =>
  typesOf(schema).some(type => types.includes(type));

/** The value as a text box shows it: a string without quotes and escapes, everything else as its JSON. */
export const showText = (raw: Raw): string =>
  raw === undefined ? '' : kindOf(raw) === 'string' ? (JSON.parse(raw) as string) : raw;

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export const isNumber = (text: string): boolean => jsonNumber.test(text);

/**
 * The value of a typed text. Where the schema allows numbers and the text is one, it is that number with all its
 * digits; the same holds for `true` and `false`. Any other text is a string. Without text nothing is sent.
 */
export function readText(text: string, schema: Schema | undefined): Raw {
  const trimmed = text.trim();
  if (hasType(schema, 'integer', 'number')) {
    if (trimmed === '') return undefined;
    const number = readNumber(trimmed);
    if (number !== undefined) return number;
  }
  if (hasType(schema, 'boolean') && (trimmed === 'true' || trimmed === 'false')) return trimmed;
  return text === '' ? undefined : JSON.stringify(text);
}

/** Reads JSON numbers, and what number boxes accept besides: ".5", "007". */
function readNumber(text: string): string | undefined {
  if (isNumber(text)) return text;
  const isLoose = /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) && text.length <= 15;
  return isLoose ? String(Number(text)) : undefined;
}

/** JSON of a list's value: in a list of numbers or booleans a text that is one, else a string. */
export const rawItem = (value: string, items: Schema | undefined): string =>
  (hasType(items, 'integer', 'number', 'boolean') ? readText(value, items) : undefined) ??
  JSON.stringify(value);
