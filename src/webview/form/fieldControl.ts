import type { Schema } from '../../core/catalog/operation';
import { kindOf } from '../../core/request/jsonParts';
import type { FormField } from './formField';
import { hasType, isNumber, showText, typesOf, type Raw } from './rawValue';

/** How a field is filled in. */
export type Control =
  /** `options` are JSON values. */
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
  /** Takes any value. */
  | { readonly kind: 'any' }
  /** For a value that the field's own control could not show. */
  | { readonly kind: 'misfit' }
  | { readonly kind: 'file' };

/** The control that the schema asks for, or another one where that could not show the value. */
export function controlOf(field: FormField, raw: Raw): Control {
  if (field.in === 'file') return { kind: 'file' };
  const control = bySchema(field);
  if (raw === undefined || isSpecial(raw, field) || shows(control, raw, field)) {
    return control.kind === 'text' && /[\r\n]/.test(showText(raw))
      ? { ...control, lines: true }
      : control;
  }
  // Outside the body every value is sent as text, so a text box can show it.
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

/** Whether the control can show the value without changing it. */
function shows(control: Control, raw: string, field: FormField): boolean {
  const kind = kindOf(raw);
  switch (control.kind) {
    case 'choice':
      return field.in !== 'body' || control.options.includes(raw) || kind === 'string';
    case 'number':
      // A number box holds only texts that it can read as a number, and no very long ones.
      return (
        kind === 'number' && isNumber(raw) && raw.length <= 300 && Number.isFinite(Number(raw))
      );
    case 'checks':
    case 'chips':
    case 'entries':
      return kind === 'array';
    case 'text':
    case 'dateTime':
      // A text area would drop carriage returns.
      return kind === 'string' && !showText(raw).includes('\r');
    case 'group':
      return kind === 'object';
    case 'any':
    case 'misfit':
    case 'file':
      return true;
  }
}

/** Empty values that can be sent; they mean something else than sending nothing. */
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

/** The empty value that a field has. Blanks inside brackets do not count; those of a string are its value. */
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
