import { once } from '../common/once';
import { catalog } from './compiled';
import type { Catalog, Operation, Parameter, Schema } from './operation';

export { catalog };

const byId = once(() => new Map(catalog().operations.map(each => [each.id, each])));

export const findOperation = (id: string): Operation | undefined => byId().get(id);

export const parametersIn = (operation: Operation, place: Parameter['in']): readonly Parameter[] =>
  operation.parameters.filter(parameter => parameter.in === place);

/** Follows `$ref` and an `allOf` of one schema, so that the result itself has `type`, `enum` and so on. */
export function resolve(schema: Schema, schemas: Catalog['schemas'] = catalog().schemas): Schema {
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) {
    const target = schemas[name];
    if (!target) throw new Error(`no schema ${name} in the catalog`);
    return resolve({ ...target, ...without$ref(schema) }, schemas);
  }
  const { allOf = [], ...rest } = schema;
  const [only, ...more] = allOf;
  if (!only || more.length > 0) return schema;
  return resolve({ ...only, ...rest }, schemas);
}

const without$ref = ({ $ref, ...rest }: Schema): Schema => rest;
