import { resolve } from '../catalog/catalog';
import type { Schema } from '../catalog/operation';

const typesOf = (schema: Schema): readonly string[] =>
  schema.type === undefined ? [] : typeof schema.type === 'string' ? [schema.type] : schema.type;

/**
 * A parameter value as its schema means it, where that loses nothing: "25" is 25 for an integer, "a,b" is a list of
 * two. What does not fit stays as it is, for `check` to name.
 */
export function coerce(value: unknown, declared: Schema): unknown {
  const schema = resolve(declared);
  const types = typesOf(schema);
  // A list within a list is no parameter of the API: it is sent as its entries are.
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
