import { resolve } from '../catalog/catalog';
import type { Operation, Schema } from '../catalog/operation';

/** JSON text to start a body from: the catalog's first example, else the required members; undefined: no JSON body. */
export function exampleBody({ body }: Operation): string | undefined {
  if (body?.contentType !== 'application/json') return undefined;
  const [first] = Object.values(body.examples);
  return JSON.stringify(first ?? skeleton(body.schema), null, 2);
}

/** The required members with values that fit their type. */
function skeleton(declared: Schema): unknown {
  const schema = resolve(declared);
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const [type] = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (type === 'array') return schema.minItems ? [skeleton(schema.items ?? {})] : [];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 0;
  if (type === 'boolean') return false;
  if (type === 'string') return '';
  const required = schema.required ?? [];
  return Object.fromEntries(
    required.map(name => [name, skeleton(schema.properties?.[name] ?? {})]),
  );
}
