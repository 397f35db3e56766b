import { l10n } from 'vscode';
import type { Diagnosis } from '../../core/diagnosis/diagnosis';
import type { FailureReason } from '../../core/transport/transport';
import { failureName } from './failureWords';
import { credits, plainNumber } from './figures';

export function shortfall(required: number | undefined, balance: number | undefined): string {
  if (required === undefined || balance === undefined) {
    return l10n.t(
      'The API prices the requested size before it works. Ask for fewer rows, or top up. Nothing was charged.',
    );
  }
  return l10n.t(
    'This request may cost {0}; the wallet holds {1}: {2} short. Ask for fewer rows, or top up. Nothing was charged.',
    credits(required),
    plainNumber(balance),
    plainNumber(Math.max(0, required - balance)),
  );
}

export function stoppedWords(stopped: string): string | undefined {
  switch (stopped) {
    case 'ask':
      return l10n.t(
        'It may have done its work all the same, so it was not sent again by itself. Look for the result before sending again.',
      );
    case 'budget':
      return l10n.t(
        'Too many runs are failing here, so this one was not sent again. Send again in a minute.',
      );
    case 'paused':
      return l10n.t('The API has paused this operation, so it was not sent again.');
    default:
      return undefined;
  }
}

export function lost(facts: Diagnosis['facts']): string {
  const name = failureName(String(facts['failure'] ?? 'other') as FailureReason);
  return l10n.t('{0}. {1}', capital(name), lostCharge(facts));
}

/** Whether a sending without an answer may have cost something. */
export function lostCharge({ sent, operationClass }: Diagnosis['facts']): string {
  if (sent !== true) return l10n.t('Nothing was sent. Send again.');
  if (operationClass === 'spends') {
    return l10n.t(
      'The request was sent; it may have been charged, which only a later metered answer can tell.',
    );
  }
  return operationClass === 'creates'
    ? l10n.t(
        'The request was sent; it may have done its work. Look for the result before sending again.',
      )
    : l10n.t('It costs nothing; send it again.');
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
