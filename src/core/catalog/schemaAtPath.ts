import { keysOf } from '../common/pointer';
import { resolve } from './catalog';
import type { Operation, Schema } from './operation';

const places = { path: 'path', query: 'query', headers: 'header' } as const;

/**
 * The resolved schema of the value at a JSON pointer into a request's `{ path, query, headers, body }`; undefined if
 * the catalog has no such place.
 */
export function schemaAtPath(operation: Operation, pointer: string): Schema | undefined {
  const [root = '', ...keys] = keysOf(pointer);
  if (root === 'body') return operation.body && schemaInside(operation.body.schema, keys);
  const place = Object.hasOwn(places, root) ? places[root as keyof typeof places] : undefined;
  const [name, ...inner] = keys;
  const parameter = operation.parameters.find(p => p.in === place && p.name === name);
  return parameter && schemaInside(parameter.schema, inner);
}

const schemaInside = (schema: Schema, keys: readonly string[]): Schema | undefined =>
  keys.reduce<Schema | undefined>((outer, key) => {
    const { items, properties = {} } = outer ?? {};
    const member = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const inner = items && /^\d+$/.test(key) ? items : member;
    return inner && resolve(inner);
  }, resolve(schema));
