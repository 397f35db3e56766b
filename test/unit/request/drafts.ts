import { findOperation } from '../../../src/core/catalog/catalog';
import type { Operation } from '../../../src/core/catalog/operation';
import type { Draft } from '../../../src/core/request/draft';

export function operationOf(id: string): Operation {
  const operation = findOperation(id);
  if (!operation) throw new Error(`no operation ${id}`);
  return operation;
}

export const draft = (operationId: string, parts: Partial<Draft> = {}): Draft => ({
  operationId,
  path: {},
  query: {},
  headers: {},
  ...parts,
});

export const zeroId = '00000000-0000-0000-0000-000000000000';

/** Path values with which any operation can be built. */
export const pathOf = ({ parameters }: Operation): Record<string, string> =>
  Object.fromEntries(
    parameters
      .filter(({ in: place }) => place === 'path')
      .map(({ name, schema }) => [name, (schema.enum?.[0] ?? zeroId) as string]),
  );

export const filePart = (bytes: number) => ({
  name: 'resume.pdf',
  type: 'application/pdf',
  base64: Buffer.alloc(bytes, 'x').toString('base64'),
});
