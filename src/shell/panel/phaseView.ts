import { l10n } from 'vscode';
import type { Exchange, Outcome } from '../../core/exchange';
import type { PhaseView } from '../../protocol';
import { moment, size } from '../words/figures';
import { aheadWords, waitReason, waitText } from '../words/waitWords';

/** How far a run is, as the panel says it: it asks, it is on its way, it waits, or it has settled. */
export function phaseView({ outcome, attempts, startedAt }: Exchange): PhaseView {
  switch (outcome.kind) {
    case 'asking':
      return {
        kind: 'asking',
        text: l10n.t('Waiting for your word. Nothing is sent before you confirm what it may cost.'),
      };
    case 'running':
      return runningPhase(outcome, attempts.length + 1, startedAt);
    case 'waiting':
      return waitingPhase(outcome);
    case 'scheduled':
      return scheduledPhase(outcome);
    case 'answered':
    case 'unreachable':
    case 'timedOut':
    case 'cancelled':
    case 'refused':
    case 'interrupted':
      return { kind: 'settled' };
  }
}

type OutcomeOf<Kind extends Outcome['kind']> = Extract<Outcome, { readonly kind: Kind }>;

/** @param number of the attempt, from 1 */
function runningPhase(
  { received }: OutcomeOf<'running'>,
  number: number,
  since: string,
): PhaseView {
  const text = number === 1 ? l10n.t('Sending…') : l10n.t('Sending attempt {0}…', number);
  const progress = received && l10n.t('{0} received, {1} a second', ...paceOf(received));
  return { kind: 'running', text, since, ...(progress && { progress }) };
}

const paceOf = ({ bytes, ms }: { readonly bytes: number; readonly ms: number }) =>
  [size(bytes), size((bytes / Math.max(1, ms)) * 1_000)] as const;

function waitingPhase(outcome: OutcomeOf<'waiting'>): PhaseView {
  const { until, ms, status, next, of, paused, ahead } = outcome;
  if (ms === 0 && ahead !== undefined) {
    return {
      kind: 'waiting',
      until,
      ms: 0,
      text: l10n.t('Waiting for its turn.'),
      reason: aheadWords(ahead),
      canSendNow: false,
      stopFirst: false,
    };
  }
  return {
    kind: 'waiting',
    until,
    ms,
    text: waitText(status, next, of),
    reason: reasonOf(outcome),
    attempt: { next, of },
    canSendNow: true,
    stopFirst: paused === true,
  };
}

/** For an operation that the API has paused, it says at once that waiting is of little use. */
function reasonOf({ reason, ms, paused, ahead }: OutcomeOf<'waiting'>): string {
  const first = ahead === undefined ? [] : [aheadWords(ahead)];
  const why = [waitReason(reason, ms), ...first].join(' ');
  if (paused !== true) return why;
  return `${l10n.t('The API has paused this operation; more attempts are unlikely to help.')} ${why}`;
}

function scheduledPhase({ until, reason }: OutcomeOf<'scheduled'>): PhaseView {
  const ms = Math.max(0, Date.parse(until) - Date.now());
  return {
    kind: 'waiting',
    until,
    ms,
    text: l10n.t(
      'Scheduled for {0}, in {1}. It is sent then while this window is open.',
      moment(until),
      '{0}',
    ),
    reason: waitReason(reason, ms),
    canSendNow: true,
    stopFirst: false,
  };
}
