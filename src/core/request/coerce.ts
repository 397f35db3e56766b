import { resolve } from '../catalog/catalog';
import type { Schema } from '../catalog/operation';

const typesOf = (schema: Schema): readonly string[] =>
  schema.type === undefined ? [] : typeof schema.type === 'string' ? [schema.type] : schema.type;

/**
 * Converts a parameter value to the type of its schema, if that loses nothing: "25" becomes 25 for an integer, "a,b" a
 * list of two. A value that does not fit stays as it is, so that `check` names it.
 */
export function coerce(value: unknown, declared: Schema): unknown {
  const schema = resolve(declared);
  const types = typesOf(schema);
  // No parameter of the API is a list within a list: its entries are sent instead.
  if (Array.isArray(value))
    return value.map((item: unknown) =>
      Array.isArray(item) ? (item as unknown[]) : coerce(item, schema.items ?? {}),
    );
  if (typeof value !== 'string') {
    return types.includes('string') && (typeof value === 'number' || typeof value === 'boolean')
      ? String(value)
      : value;
  }
  if (types.includes('array')) {
    const items = value === '' ? [] : value.split(',').map(item => item.trim());
    return items.map(item => coerce(item, schema.items ?? {}));
  }
  if (types.includes('integer') && /^[+-]?\d{1,15}$/.test(value.trim())) return Number(value);
  if (types.includes('number') && /^[+-]?\d+(\.\d+)?$/.test(value.trim())) return Number(value);
  if (types.includes('boolean') && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
