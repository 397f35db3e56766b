import { Uri } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import { draftScheme } from '../../names';

const fileName = 'body.json';

/**
 * The URI of the document with the JSON body of an operation's draft. The text is kept with the draft, not in a file.
 */
export const draftAddress = (operationId: string): Uri =>
  Uri.from({ scheme: draftScheme, path: `/${operationId}/${fileName}` });

export const takesJson = ({ body }: Operation): boolean => body?.contentType === 'application/json';

/** The operation whose body has this URI; undefined for any other, such as an old one that the editor restored. */
export function operationAt({ scheme, path }: Uri): Operation | undefined {
  const [, id = '', file, ...more] = path.split('/');
  if (scheme !== draftScheme || file !== fileName || more.length > 0) return undefined;
  const operation = findOperation(id);
  return operation && takesJson(operation) ? operation : undefined;
}
