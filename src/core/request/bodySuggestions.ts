import type { JsonPlace } from '../body/jsonPlace';
import { resolve } from '../catalog/catalog';
import type { Operation, Schema } from '../catalog/operation';

/** The schema of the value at a place of the body; undefined: none is documented. */
export function bodySchemaAt({ body }: Operation, keys: readonly string[]): Schema | undefined {
  if (body?.contentType !== 'application/json') return undefined;
  return keys.reduce<Schema | undefined>((schema, key) => {
    const { items, properties = {} } = schema ?? {};
    const inner = items && /^\d+$/.test(key) ? items : own(properties, key);
    return inner && resolve(inner);
  }, resolve(body.schema));
}

const own = (properties: Readonly<Record<string, Schema>>, key: string): Schema | undefined =>
  Object.hasOwn(properties, key) ? properties[key] : undefined;

/** A documented member of a body's object. */
export interface Member {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** The documented members that an object does not have yet; required ones first. */
export function membersAt(operation: Operation, { keys, names }: JsonPlace): readonly Member[] {
  const { properties = {}, required = [] } = bodySchemaAt(operation, keys) ?? {};
  const members = Object.entries(properties)
    .filter(([name]) => !names.includes(name))
    .map(([name, schema]) => ({
      name,
      schema: resolve(schema),
      required: required.includes(name),
    }));
  return [...members.filter(each => each.required), ...members.filter(each => !each.required)];
}

/** The values that a schema itself names, as JSON texts; the default first. */
export function valuesOf(schema: Schema): readonly string[] {
  const { default: usual } = schema;
  const values = [
    ...(usual === undefined ? [] : [usual]),
    ...(schema.enum ?? []),
    ...byType(schema),
  ];
  return [...new Set(values.map(value => JSON.stringify(value)))];
}

export const typesOf = ({ type }: Schema): readonly string[] => [type ?? []].flat();

const byType = (schema: Schema): readonly unknown[] =>
  typesOf(schema).flatMap((type): unknown[] =>
    type === 'boolean'
      ? [true, false]
      : type === 'null'
        ? [null]
        : type === 'array'
          ? [[]]
          : type === 'object'
            ? [{}]
            : [],
  );
