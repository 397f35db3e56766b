import { parametersIn, resolve } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import { draftValueAt, memberPlace } from '../request/valuePlace';
import type { Draft } from '../request/draft';

/**
 * The rows that the API charges for (https://jobo.world/docs/pricing); `cursor`: the cursor carries its own page size.
 */
export type RequestedSize = { readonly rows: number } | { readonly rows: 'cursor' } | undefined;

/**
 * Undefined if no member sets the price. An invalid size counts as the default, one above the maximum as the maximum.
 */
export function requestedSize(draft: Draft, operation: Operation): RequestedSize {
  const { sizedBy } = operation.price;
  if (!sizedBy || operation.price.unit !== 'item') return undefined;
  const cursor = draftValueAt(draft, memberPlace(draft, 'cursor'));
  if (typeof cursor === 'string' && cursor !== '') return { rows: 'cursor' };
  const value = draftValueAt(draft, memberPlace(draft, sizedBy.member));
  const size = typeof value === 'string' && value !== '' ? Number(value) : value;
  const legal = typeof size === 'number' && Number.isInteger(size) && size > 0;
  return { rows: Math.min(legal ? size : sizedBy.default, largestSize(operation)) };
}

/** The most rows of one page; `Infinity` if the schema names no maximum. */
export function largestSize(operation: Operation): number {
  const { sizedBy } = operation.price;
  if (!sizedBy) return 1;
  const parameter = parametersIn(operation, 'query').find(({ name }) => name === sizedBy.member);
  const schema =
    parameter?.schema ?? resolve(operation.body?.schema ?? {}).properties?.[sizedBy.member] ?? {};
  return resolve(schema).maximum ?? Infinity;
}
