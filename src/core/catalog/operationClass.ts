import type { Operation, OperationClass } from './operation';

/** What sending twice could do. Comes from the catalog, never from the HTTP method. */
export function operationClass({
  idempotent,
  price,
}: Pick<Operation, 'idempotent' | 'price'>): OperationClass {
  if (!idempotent) return 'creates';
  return price.amount > 0 ? 'spends' : 'free';
}
