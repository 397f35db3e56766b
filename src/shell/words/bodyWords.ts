import { l10n } from 'vscode';
import { jsonExcerpt } from '../../core/body/writeJson';
import type { Schema } from '../../core/catalog/operation';
import type { ChangeFix } from '../../core/diagnosis/fix';
import { placeName } from './fixWords';

/** The type of a member: "integer, 1 to 100, required", "array, not documented". */
export function memberDetail(schema: Schema, required: boolean): string {
  const { type, format, minimum, maximum } = schema;
  const range =
    minimum !== undefined && maximum !== undefined
      ? [l10n.t('{0} to {1}', minimum, maximum)]
      : minimum !== undefined
        ? [l10n.t('{0} or more', minimum)]
        : maximum !== undefined
          ? [l10n.t('{0} or less', maximum)]
          : [];
  const types = [type ?? []].flat().join(l10n.t(' or '));
  const doubt = schema['x-jobo-confidence'] === 'low' ? l10n.t('not documented') : '';
  return [types, format ?? '', ...range, required ? l10n.t('required') : '', doubt]
    .filter(part => part !== '')
    .join(', ');
}

/** The label of a fix that only changes the draft: "Set page_size to 100". */
export function quickFixWords(
  fix: Extract<ChangeFix, { kind: 'setValue' | 'removeValue' }>,
): string {
  return fix.kind === 'setValue'
    ? l10n.t('Set {0} to {1}', placeName(fix.at), jsonExcerpt(fix.value, 60).slice(0, 60))
    : l10n.t('Remove {0}', placeName(fix.at));
}

export const renameWords = (name: string): string => l10n.t('Rename to "{0}"', name);

/**
 * The label of the fix for a key in a request.
 * @param isWhole false where only a part of a key was found, which cannot be stored
 * @param name the profile that the key is stored for; undefined where the person has to choose
 */
export function takeOutWords(isWhole: boolean, name: string | undefined): string {
  if (!isWhole) return l10n.t('Take It Out');
  return name === undefined ? l10n.t('Store It for…') : l10n.t('Store It for {0}', name);
}
