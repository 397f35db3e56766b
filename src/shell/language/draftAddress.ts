import { Uri } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import { draftScheme } from '../../names';

const fileName = 'body.json';

/** The JSON body of an operation's draft as a document, which is kept with the draft and has no file of its own. */
export const draftAddress = (operationId: string): Uri =>
  Uri.from({ scheme: draftScheme, path: `/${operationId}/${fileName}` });

export const takesJson = ({ body }: Operation): boolean => body?.contentType === 'application/json';

/** The operation whose body stands at an address; undefined for any other address, as an editor may remember one. */
export function operationAt({ scheme, path }: Uri): Operation | undefined {
  const [, id = '', file, ...more] = path.split('/');
  if (scheme !== draftScheme || file !== fileName || more.length > 0) return undefined;
  const operation = findOperation(id);
  return operation && takesJson(operation) ? operation : undefined;
}
