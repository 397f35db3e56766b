import type { Schema } from '../../core/catalog/operation';
import { kindOf } from '../../core/request/jsonParts';
import type { FormField } from './formField';
import { hasType, isNumber, showText, typesOf, type Raw } from './rawValue';

/** How a field is filled in. */
export type Control =
  /** Values as JSON. */
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | {
      readonly kind: 'number';
      readonly step: 'any' | 1;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly kind: 'checks'; readonly options: readonly string[] }
  | { readonly kind: 'chips' }
  | { readonly kind: 'text'; readonly lines: boolean; readonly placeholder: string }
  | { readonly kind: 'dateTime' }
  | { readonly kind: 'group' }
  | { readonly kind: 'entries' }
  /** Any value at all. */
  | { readonly kind: 'any' }
  /** A value that the control of its field could not show. */
  | { readonly kind: 'misfit' }
  | { readonly kind: 'file' };

/** By the field's schema, and by a value that the fitting control could not show. */
export function controlOf(field: FormField, raw: Raw): Control {
  if (field.in === 'file') return { kind: 'file' };
  const control = bySchema(field);
  if (raw === undefined || isSpecial(raw, field) || shows(control, raw, field)) {
    return control.kind === 'text' && /[\r\n]/.test(showText(raw))
      ? { ...control, lines: true }
      : control;
  }
  // Outside the body everything is text in the end.
  if (field.in === 'body') return { kind: 'misfit' };
  return kindOf(raw) === 'array'
    ? { kind: 'chips' }
    : { kind: 'text', lines: false, placeholder: placeholderOf(field) };
}

function bySchema(field: FormField): Control {
  const { schema } = field;
  if (hasType(schema, 'array')) return byItems(schema.items ?? {});
  if (schema.properties !== undefined) return { kind: 'group' };
  const options = optionsOf(schema);
  if (options.length > 0) return { kind: 'choice', options };
  if (hasType(schema, 'boolean')) return { kind: 'choice', options: ['true', 'false'] };
  if (hasType(schema, 'integer', 'number'))
    return {
      kind: 'number',
      step: hasType(schema, 'number') ? 'any' : 1,
      ...(schema.minimum !== undefined && { min: schema.minimum }),
      ...(schema.maximum !== undefined && { max: schema.maximum }),
    };
  if (schema.format === 'date-time') return { kind: 'dateTime' };
  if (hasType(schema, 'string')) {
    const lines =
      field.in === 'body' && schema.format === undefined && schema.maxLength === undefined;
    return { kind: 'text', lines, placeholder: placeholderOf(field) };
  }
  if (field.in === 'body') return { kind: 'any' };
  return { kind: 'text', lines: false, placeholder: placeholderOf(field) };
}

function byItems(items: Schema): Control {
  const options = optionsOf(items);
  if (options.length > 0) return { kind: 'checks', options };
  if (items.properties !== undefined) return { kind: 'entries' };
  return typesOf(items).some(type => type === 'array' || type === 'object')
    ? { kind: 'any' }
    : { kind: 'chips' };
}

const optionsOf = (schema: Schema): readonly string[] =>
  (schema.enum ?? []).filter(value => value !== null).map(value => JSON.stringify(value));

/** True where the control shows the value as it is, and writes nothing else unless it is edited. */
function shows(control: Control, raw: string, field: FormField): boolean {
  const kind = kindOf(raw);
  switch (control.kind) {
    case 'choice':
      return field.in !== 'body' || control.options.includes(raw) || kind === 'string';
    case 'number':
      // Number boxes hold what they read as such, and that not to any length.
      return (
        kind === 'number' && isNumber(raw) && raw.length <= 300 && Number.isFinite(Number(raw))
      );
    case 'checks':
    case 'chips':
    case 'entries':
      return kind === 'array';
    case 'text':
    case 'dateTime':
      // A text area has no carriage returns.
      return kind === 'string' && !showText(raw).includes('\r');
    case 'group':
      return kind === 'object';
    case 'any':
    case 'misfit':
    case 'file':
      return true;
  }
}

/** What a field can say beside values: nothing is there, and that is sent. */
export type Special = '""' | 'null' | '[]' | '{}';

export function specialsOf(field: FormField): readonly Special[] {
  const { schema, mayBeEmpty, isEntry } = field;
  if (isEntry) return [];
  const isBody = field.in === 'body';
  const list = hasType(schema, 'array');
  const isFreeText =
    hasType(schema, 'string') && !schema.enum && !schema.format && !schema.minLength;
  return [
    ...(list && mayBeEmpty && !schema.minItems ? (['[]'] as const) : []),
    ...(isBody && schema.properties ? (['{}'] as const) : []),
    ...(isFreeText && (isBody || field.in === 'query') ? (['""'] as const) : []),
    ...(isBody && hasType(schema, 'null') ? (['null'] as const) : []),
  ];
}

/** Blanks between brackets say nothing; those of a text are what is sent. */
export function specialOf(raw: Raw, field: FormField): Special | undefined {
  const bare = raw !== undefined && kindOf(raw) !== 'string' ? raw.replace(/\s/g, '') : raw;
  return specialsOf(field).find(special => special === bare);
}

export const isSpecial = (raw: Raw, field: FormField): boolean =>
  specialOf(raw, field) !== undefined;

function placeholderOf({ schema, example }: FormField): string {
  if (example !== undefined) return example;
  return schema.format === 'date' ? '2026-11-01' : '';
}
