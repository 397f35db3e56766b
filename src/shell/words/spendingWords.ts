import { l10n } from 'vscode';
import type { SpentOn } from '../../core/credits/spendingByDay';
import { credits } from './figures';

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
