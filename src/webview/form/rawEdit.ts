import { appendEntries, editJson } from '../../core/request/editJson';
import { kindOf, partsOf, partText } from '../../core/request/jsonParts';
import type { Raw } from './rawValue';

/** The value of a group's member; undefined where the group is not an object or has no such member. */
export const memberOf = (group: Raw, name: string): Raw =>
  group !== undefined && kindOf(group) === 'object' ? partText(group, name) : undefined;

/** The values of all members. Of a name that stands twice the last value counts, as JSON parsers take it. */
export const membersOf = (group: Raw): ReadonlyMap<string, string> =>
  new Map(
    group === undefined || kindOf(group) !== 'object'
      ? []
      : partsOf(group).map(({ name, value }) => [name, group.slice(value.start, value.end)]),
  );

/** The group with another value of a member; undefined once it has lost its last member. */
export function withMember(group: Raw, name: string, value: Raw): Raw {
  const isEmpty = group === undefined || kindOf(group) !== 'object' || partsOf(group).length === 0;
  if (isEmpty) return value === undefined ? group : `{ ${JSON.stringify(name)}: ${value} }`;
  const next = editJson(group, [name], value);
  return value === undefined && partsOf(next).length === 0 ? undefined : next;
}

/** Names of the members that are not known, each once. */
export function otherMembers(group: Raw, known: readonly string[]): readonly string[] {
  if (group === undefined || kindOf(group) !== 'object') return [];
  const names = new Set(partsOf(group).map(({ name }) => name));
  return [...names].filter(name => !known.includes(name));
}

/** Names that stand more than once in the group. */
export function repeatedMembers(group: Raw): readonly string[] {
  if (group === undefined || kindOf(group) !== 'object') return [];
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { name } of partsOf(group)) (seen.has(name) ? repeated : seen).add(name);
  return [...repeated];
}

export const entriesOf = (list: Raw): readonly string[] =>
  list !== undefined && kindOf(list) === 'array'
    ? partsOf(list).map(({ value }) => list.slice(value.start, value.end))
    : [];

export const withEntries = (list: Raw, added: readonly string[]): Raw =>
  added.length === 0 ? list : appendEntries(list ?? '[]', added);

export const withEntry = (list: string, position: number, value: string): string =>
  editJson(list, [String(position)], value);

/** The list without an entry; undefined once it has lost its last one. */
export function withoutEntry(list: string, position: number): Raw {
  const next = editJson(list, [String(position)], undefined);
  return entriesOf(next).length === 0 ? undefined : next;
}
