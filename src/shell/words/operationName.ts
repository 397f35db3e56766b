import { findOperation } from '../../core/catalog/catalog';

/** An operation's short name in the catalog; its id where it is no longer there. */
export const operationName = (operationId: string): string =>
  findOperation(operationId)?.summary ?? operationId;
