import { resolve } from '../catalog/catalog';
import type { Operation, Schema } from '../catalog/operation';
import type { IdThing } from '../diagnosis/fix';
import type { ValuePlace } from '../request/valuePlace';
import { idThingOf } from '../diagnosis/ids';
import { keysOf, pointerOf } from '../common/pointer';

export type FilterList = 'work_models' | 'employment_types' | 'experience_levels';
type Facet = 'sources' | 'industries' | 'skills';
type PlacePart = 'whole' | 'city' | 'region' | 'country';

/** Values that the API itself lists, free of charge. No page documents this: it follows the owner's own connectors. */
export type OnlineSource =
  | { readonly kind: 'filters'; readonly list: FilterList }
  | { readonly kind: 'options'; readonly facet: Facet }
  | { readonly kind: 'places'; readonly part: PlacePart }
  /** Company names, which a filter takes as well as ids. */
  | { readonly kind: 'companies' }
  /** Ids of occupations. */
  | { readonly kind: 'occupations' };

/** Where values of a parameter or body member come from. */
export type Source =
  | OnlineSource
  /** Ids seen in recent answers. */
  | { readonly kind: 'ids'; readonly thing: IdThing }
  /** All known values are in the API's description. */
  | { readonly kind: 'listed' };

const filters = (list: FilterList): Source => ({ kind: 'filters', list });
const options = (facet: Facet): Source => ({ kind: 'options', facet });
const places = (part: PlacePart): Source => ({ kind: 'places', part });

/** By name of the query parameter. */
export const queryVocabulary: Readonly<Record<string, Source>> = {
  location: places('whole'),
  sources: options('sources'),
  skills: options('skills'),
  industries: options('industries'),
  occupation_ids: { kind: 'occupations' },
  work_model: filters('work_models'),
  employment_type: filters('employment_types'),
  experience_level: filters('experience_levels'),
};

/** By the member's place in the body, without positions in lists and without `include` and `exclude`. */
export const bodyVocabulary: Readonly<Record<string, Source>> = {
  locations: places('whole'),
  'locations/city': places('city'),
  'locations/region': places('region'),
  'locations/country': places('country'),
  sources: options('sources'),
  skills: options('skills'),
  industries: options('industries'),
  companies: { kind: 'companies' },
  company_categories: { kind: 'listed' },
  occupation_ids: { kind: 'occupations' },
  work_models: filters('work_models'),
  employment_types: filters('employment_types'),
  experience_levels: filters('experience_levels'),
};

/** Where the values of a place come from; undefined: nothing is known about them. */
export function sourceAt(operation: Operation, at: ValuePlace): Source | undefined {
  const schema = schemaAt(operation, at);
  if (!schema) return undefined;
  return vocabularyAt(operation, at) ?? (schema.enum ? { kind: 'listed' } : undefined);
}

/** Whether values are known beyond those in the schema. */
export const hasSuggestions = (operation: Operation, at: ValuePlace): boolean =>
  schemaAt(operation, at) !== undefined && vocabularyAt(operation, at) !== undefined;

function vocabularyAt(operation: Operation, at: ValuePlace): Source | undefined {
  const thing = idThingOf(at, operation);
  if (thing) return { kind: 'ids', thing };
  if (at.in === 'query') return own(queryVocabulary, at.name);
  return at.in === 'body' ? own(bodyVocabulary, memberOf(at.pointer)) : undefined;
}

const own = (table: Readonly<Record<string, Source>>, name: string): Source | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const isPosition = (key: string): boolean => /^(\d+|-)$/.test(key);

/** The name of a body member in the tables. */
export const memberOf = (pointer: string): string =>
  keysOf(pointer)
    .filter(key => !isPosition(key) && key !== 'include' && key !== 'exclude')
    .join('/');

/** The schema of one value at a place; for a list, of its entries. Undefined: the operation has no such place. */
export function schemaAt(operation: Operation, { in: place, name, pointer }: ValuePlace) {
  const whole =
    place === 'body'
      ? operation.body?.schema
      : operation.parameters.find(p => p.in === place && p.name === name)?.schema;
  return whole && inside(whole, keysOf(pointer));
}

function inside(schema: Schema, keys: readonly string[]): Schema | undefined {
  const { items, properties = {}, ...rest } = resolve(schema);
  if (items)
    return inside(items, keys[0] !== undefined && isPosition(keys[0]) ? keys.slice(1) : keys);
  const [key, ...more] = keys;
  if (key === undefined) return { properties, ...rest };
  const member = Object.hasOwn(properties, key) ? properties[key] : undefined;
  return member && inside(member, more);
}

/** Places in the JSON body with suggestions, as pointers without positions in lists: `/skills/include`, `/locations/city`. */
export function bodyPlaces(operation: Operation): readonly string[] {
  const { body } = operation;
  if (body?.contentType !== 'application/json') return [];
  return leaves(body.schema, '').filter(pointer =>
    hasSuggestions(operation, { in: 'body', name: '', pointer }),
  );
}

function leaves(schema: Schema, pointer: string): readonly string[] {
  const { items, properties } = resolve(schema);
  if (items) return leaves(items, pointer);
  if (!properties) return [pointer];
  return Object.entries(properties).flatMap(([name, member]) =>
    leaves(member, pointer + pointerOf([name])),
  );
}
