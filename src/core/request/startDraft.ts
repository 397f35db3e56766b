import type { Operation } from '../catalog/operation';
import type { Draft } from './draft';
import { exampleBody } from './exampleBody';

/** What a fresh installation has for an operation. */
export function startDraft(operation: Operation): Draft {
  const body = exampleBody(operation);
  return {
    operationId: operation.id,
    path: {},
    query: {},
    headers: {},
    ...(body !== undefined && { body }),
  };
}
