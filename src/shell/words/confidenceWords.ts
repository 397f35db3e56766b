import { l10n } from 'vscode';
import type { Operation } from '../../core/catalog/operation';
import { unsureNames } from '../../core/catalog/unsure';

/** Tells which parts of an operation the API does not document; undefined where it documents all. */
export function unsureWords(operation: Operation): string | undefined {
  if (operation.confidence === 'low')
    return l10n.t('Not documented; may differ. It is described as far as it is known.');
  const names = unsureNames(operation);
  return names.length === 0
    ? undefined
    : l10n.t('Not documented; may differ: {0}.', names.join(', '));
}

/** A description of a parameter or member, with a remark where the API does not document it. */
export const withDoubt = (description: string, isUnsure: boolean): string =>
  isUnsure ? `${description} ${l10n.t('Not documented; may differ.')}`.trim() : description;
