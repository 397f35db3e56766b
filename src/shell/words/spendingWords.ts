import { l10n } from 'vscode';
import type { SpentOn } from '../../core/credits/spendingByDay';
import { credits } from './figures';

/** "today 412 credits"; "today at least 412 credits" with an unknown charge; undefined where nothing was charged. */
export function todayWords({ charged, unknown }: Pick<SpentOn, 'charged' | 'unknown'>) {
  if (charged > 0)
    return unknown === 0
      ? l10n.t('today {0}', credits(charged))
      : l10n.t('today at least {0}', credits(charged));
  if (unknown === 0) return undefined;
  return unknown === 1
    ? l10n.t('today 1 unknown charge')
    : l10n.t('today {0} unknown charges', unknown);
}

/** "412 credits", "412 credits and 1 unknown charge of up to 75 credits". */
export function spentWords({
  charged,
  unknown,
  unknownUpTo,
}: Omit<SpentOn, 'operationId'>): string {
  if (unknown === 0) return credits(charged);
  return unknown === 1
    ? l10n.t('{0} and 1 unknown charge of up to {1}', credits(charged), credits(unknownUpTo))
    : l10n.t(
        '{0} and {1} unknown charges of up to {2}',
        credits(charged),
        unknown,
        credits(unknownUpTo),
      );
}

/** Why there is nothing to export. @param unread days whose ledger could not be read */
export const nothingToExportWords = (unread: readonly string[]): string =>
  unread.length === 0
    ? l10n.t('No metered run was sent yet, so there is nothing to export.')
    : l10n.t(
        'What was spent on these days could not be read, so there is nothing to export: {0}. The Jobo log names the failure; mend that and export again.',
        unread.join(', '),
      );

/** Tells which days an exported table of spending lacks. */
export const exportedWithoutWords = (runs: number, unread: readonly string[]): string =>
  l10n.t(
    '{0} runs are exported. What was spent on these days could not be read and is missing: {1}. The Jobo log names the failure; mend that and export again.',
    runs,
    unread.join(', '),
  );
