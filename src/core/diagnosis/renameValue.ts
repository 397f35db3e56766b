import { keysOf, valueAt } from '../common/pointer';
import type { Draft } from '../request/draft';
import { renameMember } from '../request/editJson';
import type { Finding } from '../request/finding';
import { parseJson } from '../request/parseJson';

type Unknown = Extract<Finding, { readonly code: 'unknownParameter' | 'unknownField' }>;

/**
 * The draft with an undocumented name replaced by the documented one close to it; its value stays. Undefined if there
 * is none, or if that name is taken.
 */
export function renamed(draft: Draft, finding: Unknown): Draft | undefined {
  const { closest } = finding;
  if (closest === undefined) return undefined;
  if (finding.code === 'unknownField') {
    const { body = '' } = draft;
    const keys = keysOf(finding.pointer);
    const parsed = parseJson(body);
    if (!parsed.ok || valueAt(parsed.value, [...keys, closest]) !== undefined) return undefined;
    const next = renameMember(body, [...keys, finding.field], closest);
    return next === body ? undefined : { ...draft, body: next };
  }
  if (finding.in !== 'query' || Object.hasOwn(draft.query, closest)) return undefined;
  const entries = Object.entries(draft.query);
  return {
    ...draft,
    query: Object.fromEntries(
      entries.map(([name, value]) => [name === finding.name ? closest : name, value]),
    ),
  };
}
