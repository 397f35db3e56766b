import { findOperation } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import type { Draft } from '../request/draft';
import { parseJson } from '../request/parseJson';

/** What a run may cost at most, before it is sent; an upper bound by the catalog's price. */
export type Estimate =
  { readonly kind: 'free' } | { readonly kind: 'upTo'; readonly credits: number };

export function estimate(draft: Draft): Estimate {
  const operation = findOperation(draft.operationId);
  const amount = operation?.price.amount ?? 0;
  if (!operation || amount === 0) return { kind: 'free' };
  return { kind: 'upTo', credits: amount * rowsAskedFor(draft, operation) };
}

/** The size that the API's own check prices: what is asked for, else the default; 1 for a price per request. */
function rowsAskedFor(draft: Draft, { price, parameters, body }: Operation): number {
  if (price.unit === 'request' || !price.sizedBy) return 1;
  const { member, default: fallback } = price.sizedBy;
  const inQuery = parameters.some(p => p.in === 'query' && p.name === member);
  const value = inQuery ? draft.query[member] : body && bodyMember(draft.body ?? '', member);
  const size = typeof value === 'string' ? Number(value) : value;
  return typeof size === 'number' && Number.isInteger(size) && size > 0 ? size : fallback;
}

function bodyMember(text: string, member: string): unknown {
  const parsed = parseJson(text);
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null) return undefined;
  return (parsed.value as Record<string, unknown>)[member];
}
