import { kindOf } from '../../core/request/jsonParts';
import type { DraftView } from '../../protocol';
import type { FormField } from './formField';
import { hasType, isNumber, showText, type Raw } from './rawValue';

/** The draft's value of a parameter. In a query it gets its schema's type, where that does not change what is sent. */
export function parameterRaw(draft: DraftView, field: FormField): Raw {
  const values = valuesOf(draft, field);
  const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (field.in !== 'query') return JSON.stringify(value);
  return JSON.stringify(hasType(field.schema, 'array') ? listOf(value) : typed(value, field));
}

const listOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value as unknown[];
  if (typeof value !== 'string') return [value];
  return value === '' ? [] : value.split(',').map(item => item.trim());
};

function typed(value: unknown, { schema }: FormField): unknown {
  if (typeof value !== 'string') return value;
  const isNumeric = hasType(schema, 'integer', 'number') && exactNumber(value) !== undefined;
  const isBoolean = hasType(schema, 'boolean') && (value === 'true' || value === 'false');
  return isNumeric || isBoolean ? (JSON.parse(value) as unknown) : value;
}

/** The draft with another value of a parameter; undefined removes the parameter. */
export function withParameter(draft: DraftView, field: FormField, raw: Raw): DraftView {
  const entries = Object.entries(valuesOf(draft, field));
  const isThere = entries.some(([name]) => name === field.name);
  const next = (value: unknown) =>
    Object.fromEntries<unknown>(
      isThere
        ? entries.map(([name, old]) => [name, name === field.name ? value : old])
        : [...entries, [field.name, value]],
    );
  const others = () => Object.fromEntries(entries.filter(([name]) => name !== field.name));
  switch (field.in) {
    case 'query':
      return { ...draft, query: raw === undefined ? others() : next(valueOf(raw)) };
    case 'path':
      return { ...draft, path: (raw === undefined ? others() : next(showText(raw))) as Texts };
    case 'header':
      return { ...draft, headers: (raw === undefined ? others() : next(showText(raw))) as Texts };
    case 'file':
      // Only the extension chooses files; the page can take one away.
      return raw === undefined ? { ...draft, files: others() as DraftView['files'] } : draft;
    case 'body':
      return draft;
  }
}

type Texts = DraftView['path'];

/** A number that JavaScript would round stays a text, so that no digit is lost. */
function valueOf(raw: string): unknown {
  return kindOf(raw) === 'number' ? (exactNumber(raw) ?? raw) : JSON.parse(raw);
}

function exactNumber(text: string): number | undefined {
  const number = Number(text);
  const isExact = /[.e]/i.test(text) || Number.isSafeInteger(number);
  return isNumber(text) && Number.isFinite(number) && isExact ? number : undefined;
}

function valuesOf(draft: DraftView, field: FormField): Readonly<Record<string, unknown>> {
  switch (field.in) {
    case 'query':
      return draft.query;
    case 'path':
      return draft.path;
    case 'header':
      return draft.headers;
    case 'file':
      return draft.files;
    case 'body':
      return {};
  }
}
