import type { DraftView, FieldView } from '../../protocol';
import type { Schema } from '../../core/catalog/operation';

/** What the draft holds for the field; `undefined`: not sent. */
export function valueOf(draft: DraftView, field: FieldView): unknown {
  const values = valuesOf(draft, field);
  return Object.hasOwn(values, field.name) ? values[field.name] : undefined;
}

/** The draft with another value; `undefined` takes the name out. */
export function withValue(draft: DraftView, field: FieldView, value: unknown): DraftView {
  const others = Object.entries(valuesOf(draft, field)).filter(([name]) => name !== field.name);
  const entries = value === undefined ? others : [...others, [field.name, value] as const];
  switch (field.in) {
    case 'query':
      return { ...draft, query: Object.fromEntries(entries) };
    case 'path':
      return { ...draft, path: strings(entries) };
    case 'header':
      return { ...draft, headers: strings(entries) };
    case 'file':
      return { ...draft, files: Object.fromEntries(entries) as DraftView['files'] };
  }
}

function valuesOf(draft: DraftView, field: FieldView): Readonly<Record<string, unknown>> {
  switch (field.in) {
    case 'query':
      return draft.query;
    case 'path':
      return draft.path;
    case 'header':
      return draft.headers;
    case 'file':
      return draft.files;
  }
}

const strings = (entries: readonly (readonly [string, unknown])[]): Record<string, string> =>
  Object.fromEntries(entries.map(([name, value]) => [name, showScalar(value)]));

/** A scalar as its control shows it. */
export function showScalar(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A list as lines or check boxes show it; a single value is a list of one. */
export function showList(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map(showScalar) : [showScalar(value)];
}

/**
 * What was typed, as the draft holds it: a number where the schema has numbers and the text is one (to the last digit),
 * `true` and `false` likewise, else the text as it is. Blank: `undefined`.
 */
export function readScalar(text: string, schema: Schema | undefined): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const types = [schema?.type ?? []].flat();
  if (types.includes('integer') || types.includes('number')) return readNumber(trimmed) ?? text;
  if (types.includes('boolean') && (trimmed === 'true' || trimmed === 'false')) {
    return trimmed === 'true';
  }
  return text;
}

function readNumber(text: string): number | undefined {
  if (!/^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  // Beyond this a number would lose digits on its way.
  const isExact = /[.e]/i.test(text) || Number.isSafeInteger(value);
  return Number.isFinite(value) && isExact ? value : undefined;
}

/** One value a line; blank lines are no values. `undefined`: no value at all. */
export function readLines(text: string, items: Schema | undefined): unknown[] | undefined {
  const values = text.split('\n').map(line => readScalar(line, items));
  const filled = values.filter(value => value !== undefined);
  return filled.length === 0 ? undefined : filled;
}

/** The options in their order, and what the draft holds besides. */
export function optionsWith(options: readonly string[], held: readonly string[]): string[] {
  return [
    ...options,
    ...held.filter((value, i) => !options.includes(value) && held.indexOf(value) === i),
  ];
}

/** True for an emptied list that is sent, as opposed to one that is left out. */
export const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
