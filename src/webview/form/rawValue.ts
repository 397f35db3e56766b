import type { Schema } from '../../core/catalog/operation';
import { kindOf } from '../../core/request/jsonParts';

/**
 * Values of the form are JSON texts ("raw"), so that no digit and no escape is lost on the way through it; undefined is
 * what is not sent.
 */
export type Raw = string | undefined;

export function typesOf(schema: Schema | undefined): readonly string[] {
  const own = [schema?.type ?? []].flat();
  const inner = [...(schema?.anyOf ?? []), ...(schema?.oneOf ?? [])].flatMap(typesOf);
  return [...own, ...inner];
}

export const hasType = (schema: Schema | undefined, ...types: readonly string[]): boolean =>
  typesOf(schema).some(type => types.includes(type));

/** As a text box shows it: a text without its quotes, everything else as it is written. */
export const showText = (raw: Raw): string =>
  raw === undefined ? '' : kindOf(raw) === 'string' ? (JSON.parse(raw) as string) : raw;

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export const isNumber = (text: string): boolean => jsonNumber.test(text);

/**
 * What was typed: a number where the schema has numbers and the text is one (to the last digit), `true` and `false`
 * likewise, else the text as it is. Nothing typed: not sent.
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

/** Also what number boxes take and JSON does not: ".5", "007". */
function readNumber(text: string): string | undefined {
  if (isNumber(text)) return text;
  const isLoose = /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) && text.length <= 15;
  return isLoose ? String(Number(text)) : undefined;
}

/** A value of a list; in a list of numbers a text that is one. */
export const rawItem = (value: string, items: Schema | undefined): string =>
  (hasType(items, 'integer', 'number', 'boolean') ? readText(value, items) : undefined) ??
  JSON.stringify(value);
