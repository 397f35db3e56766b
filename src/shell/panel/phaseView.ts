import { l10n } from 'vscode';
import type { Exchange, Outcome } from '../../core/exchange';
import type { PhaseView } from '../../protocol';
import { moment, size } from '../words/figures';
import { aheadWords, waitReason, waitText } from '../words/waitWords';

type Running = Extract<Outcome, { kind: 'running' }>;
type Waiting = Extract<Outcome, { kind: 'waiting' }>;
type Scheduled = Extract<Outcome, { kind: 'scheduled' }>;

/** How far a run has come, with its sentences. */
export function phaseView({ outcome, attempts, startedAt }: Exchange): PhaseView {
  switch (outcome.kind) {
    case 'asking':
      return {
        kind: 'asking',
        text: l10n.t('Waiting for your word. Nothing is sent before you confirm what it may cost.'),
      };
    case 'running':
      return running(outcome, attempts.length + 1, startedAt);
    case 'waiting':
      return outcome.ms === 0 && outcome.ahead !== undefined
        ? queued(outcome, outcome.ahead)
        : waiting(outcome);
    case 'scheduled':
      return scheduled(outcome);
    case 'answered':
    case 'unreachable':
    case 'timedOut':
    case 'cancelled':
    case 'refused':
    case 'interrupted':
      return { kind: 'settled' };
  }
}

function running({ received }: Running, attempt: number, since: string): PhaseView {
  const text = attempt === 1 ? l10n.t('Sending…') : l10n.t('Sending attempt {0}…', attempt);
  const progress = received && l10n.t('{0} received, {1} a second', ...paceOf(received));
  return { kind: 'running', text, since, ...(progress && { progress }) };
}

const paceOf = ({ bytes, ms }: NonNullable<Running['received']>) =>
  [size(bytes), size((bytes / Math.max(1, ms)) * 1_000)] as const;

/** The run waits only for other runs of the same key, which go first. */
function queued({ until }: Waiting, ahead: NonNullable<Waiting['ahead']>): PhaseView {
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

function waiting(outcome: Waiting): PhaseView {
  const { until, ms, status, next, of, paused } = outcome;
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

/**
 * Why the run waits. For an operation that the API has paused, it first says that more attempts are unlikely to help.
 */
function reasonOf({ reason, ms, paused, ahead }: Waiting): string {
  const first = ahead === undefined ? [] : [aheadWords(ahead)];
  const why = [waitReason(reason, ms), ...first].join(' ');
  if (paused !== true) return why;
  return `${l10n.t('The API has paused this operation; more attempts are unlikely to help.')} ${why}`;
}

function scheduled({ until, reason }: Scheduled): PhaseView {
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
