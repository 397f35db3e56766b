import { l10n } from 'vscode';
import type { Diagnosis } from '../../core/diagnosis/diagnosis';
import type { FailureReason } from '../../core/transport/transport';
import { failureName } from './failureWords';
import { age, attempts, credits, duration } from './figures';

/** "5 attempts over 16 s"; only how many where all went at once. */
export function triedOver(facts: Diagnosis['facts']): string {
  const { attempts: count, tookMs } = facts;
  const tried = attempts(typeof count === 'number' ? count : 1);
  return typeof tookMs === 'number' && tookMs >= 1_000
    ? l10n.t('{0} over {1}', tried, duration(tookMs))
    : tried;
}

export function pausedDetail(facts: Diagnosis['facts']): string {
  const operation = String(facts['operation'] ?? '');
  if (facts['tag'] === 'Auto Apply Sessions' || facts['tag'] === 'Auto Apply Profiles') {
    return l10n.t(
      '"{0}" belongs to an older Auto Apply contract and answers 503 until further notice; more attempts are unlikely to help. The operations of Auto Apply Applications have taken its place. Nothing was charged.',
      operation,
    );
  }
  return l10n.t(
    '"{0}" answers 503 until further notice; more attempts are unlikely to help. Nothing was charged.',
    operation,
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
export function lostCharge(facts: Diagnosis['facts']): string {
  const { sent, operationClass } = facts;
  if (sent !== true) return l10n.t('Nothing was sent. Send again.');
  if (operationClass === 'spends') {
    return l10n.t(
      'The request was sent; it may have been charged. {0}Check the balance before sending again: the next metered answer tells it.',
      balanceBefore(facts),
    );
  }
  return operationClass === 'creates'
    ? l10n.t(
        'The request was sent; it may have done its work. Look for the result before sending again.',
      )
    : l10n.t('It costs nothing; send it again.');
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** With a space after it: "Balance before: 1,204 credits. "; empty where nothing was known. */
function balanceBefore({ balanceBefore: before, balanceBeforeAt: at }: Diagnosis['facts']): string {
  if (typeof before !== 'number') return '';
  const ms = typeof at === 'string' ? Date.now() - Date.parse(at) : 0;
  const old = ms > 3_600_000 ? l10n.t(' ({0})', age(ms)) : '';
  return l10n.t('Balance before: {0}{1}. ', credits(before), old);
}
