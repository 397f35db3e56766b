import type { Operation } from '../catalog/operation';
import type { Draft } from './draft';
import { exampleBody } from './exampleBody';

/** The first draft of an operation, with its example body. */
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
