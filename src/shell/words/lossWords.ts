import { l10n } from 'vscode';
import type { FailureReason } from '../../core/transport/transport';
import { failureName } from './failureWords';
import { age, attempts, credits, duration } from './figures';
import type { Facts } from './worded';

/** "5 attempts over 16 s"; without the time where it was less than a second. */
export function triedOver(facts: Facts): string {
  const { attempts: count, tookMs } = facts;
  const tried = attempts(typeof count === 'number' ? count : 1);
  return typeof tookMs === 'number' && tookMs >= 1_000
    ? l10n.t('{0} over {1}', tried, duration(tookMs))
    : tried;
}

/** Tells that the API has paused the operation. */
export function pausedDetail(facts: Facts): string {
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

/** Why not all attempts of the retry table were made, and what to do; undefined where they were. */
export function stoppedWords(facts: Facts): string | undefined {
  switch (String(facts['stopped'])) {
    case 'ask':
      return l10n.t('It was not sent again by itself. {0}', lostCharge(facts));
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

/** Tells that no more was sent because History could not be written; undefined where that was not the reason. */
export function unrecordedWords(facts: Facts): string | undefined {
  if (facts['stopped'] !== 'notRecorded') return undefined;
  const why = l10n.t(
    'It was not sent again, because History could not be written. Free some space, or mend the rights of its folder; the Jobo log names the failure.',
  );
  const mayHaveWorked = facts['operationClass'] === 'creates' && facts['status'] === 500;
  return mayHaveWorked ? `${why} ${lostCharge(facts)}` : why;
}

/** How the answer was lost, and whether the attempt may have been charged. */
export function lost(facts: Facts): string {
  if (facts['inReuse'] === true) {
    return l10n.t(
      'The connection was kept from an earlier request, and closed just as this one went out. Servers close idle connections like that without reading on, but nobody can tell from here. {0}',
      lostCharge(facts),
    );
  }
  const name = failureName(String(facts['failure'] ?? 'other') as FailureReason);
  return l10n.t('{0}. {1}', capital(name), lostCharge(facts));
}

export const damagedWords = (facts: Facts) => ({
  title: l10n.t('The answer is incomplete'),
  detail: l10n.t(
    'It broke off or could not be decoded; what came is shown below. {0}',
    lostCharge(facts),
  ),
});

/** Whether an attempt without an answer may have been charged, and whether the retry budget stopped the run. */
export function lostCharge(facts: Facts): string {
  const tooMany = facts['stopped'] === 'budget' ? stoppedWords(facts) : undefined;
  return [chargeWords(facts), tooMany].filter(part => part !== undefined).join(' ');
}

function chargeWords(facts: Facts): string {
  const { sent, operationClass, stopped } = facts;
  const free =
    stopped === 'budget' ? l10n.t('It costs nothing.') : l10n.t('It costs nothing; send it again.');
  if (sent !== true) {
    return stopped === 'budget'
      ? l10n.t('Nothing was sent.')
      : l10n.t('Nothing was sent. Send again.');
  }
  if (operationClass === 'spends') {
    return l10n.t('The request was sent; it may have been charged. {0}', balanceBefore(facts));
  }
  if (operationClass !== 'creates') return free;
  const looked = l10n.t(
    'The request was sent; it may have done its work. Look for the result before sending again.',
  );
  return facts['metered'] === true ? `${looked} ${balanceBefore(facts)}` : looked;
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "Balance before: 1,204 credits (5 h ago). Only …". No operation returns the balance: only a later answer tells. */
function balanceBefore({ balanceBefore: before, balanceBeforeAt: at }: Facts): string {
  const only = l10n.t(
    'Only the balance that a later metered answer tells can show whether this one was charged.',
  );
  if (typeof before !== 'number') return only;
  const told = typeof at === 'string' ? Math.max(0, Date.now() - Date.parse(at)) : undefined;
  const known =
    told === undefined
      ? l10n.t('Balance before: {0}.', credits(before))
      : l10n.t('Balance before: {0} ({1}).', credits(before), age(told));
  return `${known} ${only}`;
}

/** Tells that nothing was sent; where an earlier attempt was, that only the last one was not. */
export const leftWords = ({ sent }: Facts): string =>
  sent === true ? l10n.t('The last attempt did not leave.') : l10n.t('Nothing was sent.');
