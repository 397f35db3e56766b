import { parametersIn, resolve } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import type { Draft } from '../request/draft';
import type { Shortfall } from './affordable';
import { draftValueAt, memberPlace } from './applyFix';
import { headersOf, type Evidence } from './evidence';

/** The figures of a 402 with the size that was asked for; undefined where one of them is not known. */
export function shortfallOf(evidence: Evidence): Shortfall | undefined {
  const { exchange, error, draft, operation } = evidence;
  const { required = error.required, balance = error.balance } = exchange.credits;
  const size = draft && requestedSize(draft, operation);
  if (required === undefined || balance === undefined || size === undefined) return undefined;
  const left = headersOf(evidence)['x-quota-remaining']?.trim() ?? '';
  return {
    required,
    balance,
    size,
    ...(/^\d{1,9}$/.test(left) && { included: Number(left) }),
  };
}

/**
 * The rows that the API's check prices. A size beyond the legal ones counts as the largest, which can only make the
 * proposal smaller; beside a cursor the size is the cursor's own and cannot be changed.
 */
function requestedSize(draft: Draft, operation: Operation): number | undefined {
  const { sizedBy } = operation.price;
  if (!sizedBy || operation.price.unit !== 'item') return undefined;
  const cursor = draftValueAt(draft, memberPlace(draft, 'cursor'));
  if (typeof cursor === 'string' && cursor !== '') return undefined;
  const value = draftValueAt(draft, memberPlace(draft, sizedBy.member));
  const size =
    typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
  return Math.min(size ?? sizedBy.default, largest(operation, sizedBy.member));
}

function largest(operation: Operation, member: string): number {
  const parameter = parametersIn(operation, 'query').find(({ name }) => name === member);
  const schema =
    parameter?.schema ?? resolve(operation.body?.schema ?? {}).properties?.[member] ?? {};
  return resolve(schema).maximum ?? Infinity;
}
