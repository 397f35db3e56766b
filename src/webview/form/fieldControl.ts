import type { FieldView } from '../../protocol';
import type { Schema } from '../../core/catalog/operation';

/** How a field is filled in. */
export type Control =
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'boolean' }
  | {
      readonly kind: 'number';
      readonly step: 'any' | 1;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly kind: 'checks'; readonly options: readonly string[]; readonly mayBeEmpty: boolean }
  | { readonly kind: 'lines'; readonly mayBeEmpty: boolean }
  | { readonly kind: 'text'; readonly placeholder: string }
  | { readonly kind: 'file' };

const dateTimeExample = '2026-11-01T00:00:00Z';
const dateExample = '2026-11-01';

/** By the field's schema, and by a value of the draft that the fitting control could not show. */
export function controlOf(field: FieldView, value: unknown): Control {
  if (field.in === 'file') return { kind: 'file' };
  const { schema } = field;
  const text: Control = { kind: 'text', placeholder: placeholderOf(field) };
  if (Array.isArray(value) && !hasType(schema, 'array'))
    return { kind: 'lines', mayBeEmpty: false };
  if (hasType(schema, 'array')) {
    const options = enumOf(schema.items);
    const mayBeEmpty = field.allowEmptyValue;
    return options.length > 0
      ? { kind: 'checks', options, mayBeEmpty }
      : { kind: 'lines', mayBeEmpty };
  }
  const options = enumOf(schema);
  if (options.length > 0) return { kind: 'choice', options };
  if (hasType(schema, 'boolean')) return { kind: 'boolean' };
  if (hasType(schema, 'integer') || hasType(schema, 'number')) {
    // A number box shows nothing but numbers.
    if (value !== undefined && typeof value !== 'number') return text;
    return {
      kind: 'number',
      step: hasType(schema, 'integer') ? 1 : 'any',
      ...(schema.minimum === undefined ? {} : { min: schema.minimum }),
      ...(schema.maximum === undefined ? {} : { max: schema.maximum }),
    };
  }
  return text;
}

function placeholderOf({ schema, example }: FieldView): string {
  if (example !== undefined) return example;
  if (schema.format === 'date-time') return dateTimeExample;
  return schema.format === 'date' ? dateExample : '';
}

function enumOf(schema: Schema | undefined): string[] {
  return (schema?.enum ?? []).filter(value => value !== null).map(String);
}

function hasType(schema: Schema, type: string): boolean {
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.includes(type)) return true;
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some(one => hasType(one, type));
}
