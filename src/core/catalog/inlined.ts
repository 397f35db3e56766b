import { resolve } from './catalog';
import type { Schema } from './operation';

/**
 * The schema with each reference replaced by its target, for readers without the catalog.
 * @param examples values of the schema, which become the examples of its members
 */
export function inlined(declared: Schema, examples: readonly unknown[] = []): Schema {
  const { items, properties, ...schema } = resolve(declared);
  const [example] = examples;
  return {
    ...schema,
    ...(example !== undefined && { examples: [example] }),
    ...(items && { items: inlined(items, examples.filter(Array.isArray).flat(1)) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, member]) => [
          name,
          inlined(
            member,
            examples.flatMap(each => memberOf(each, name)),
          ),
        ]),
      ),
    }),
  };
}

const memberOf = (value: unknown, name: string): unknown[] =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? [(value as Readonly<Record<string, unknown>>)[name]]
    : [];
