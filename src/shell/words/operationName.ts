import { findOperation } from '../../core/catalog/catalog';

/** The catalog's own short name; the id of one that is no longer in it. */
export const operationName = (operationId: string): string =>
  findOperation(operationId)?.summary ?? operationId;
