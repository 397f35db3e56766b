import { l10n } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import { isWhole, type Exchange, isKeyGood } from '../../core/exchange';
import { operationClass } from '../../core/catalog/operationClass';
import { failureName } from './failureWords';
import { clock, clockWithSeconds } from './figures';
import { statusLine } from './statusWords';

/** The members of a run that tell its state. */
export type RunEnd = Pick<Exchange, 'outcome' | 'operationId' | 'purpose' | 'diagnosis'>;

/** The state of a run in a few words: "200 OK", "No answer: connection lost", "Not sent". */
export function outcomeWords(run: RunEnd): string {
  const { outcome, operationId, diagnosis } = run;
  switch (outcome.kind) {
    case 'asking':
      return l10n.t('Waiting for your word');
    case 'running':
      return l10n.t('Sending…');
    case 'waiting':
      return l10n.t('Waiting until {0}', clockWithSeconds(outcome.until));
    case 'scheduled':
      return l10n.t('Scheduled for {0}', clockWithSeconds(outcome.until));
    case 'answered':
      if (isKeyGood(run)) return l10n.t('{0}, the key works', statusLine(outcome.status));
      if (diagnosis?.code === 'emptyAnswer')
        return l10n.t('{0}, empty', statusLine(outcome.status));
      return outcome.damaged === undefined
        ? statusLine(outcome.status)
        : l10n.t('{0}, {1}', statusLine(outcome.status), failureName(outcome.damaged));
    case 'unreachable':
    case 'timedOut':
      return outcome.sent
        ? l10n.t('No answer: {0}', failureName(outcome.reason))
        : l10n.t('Not sent: {0}', failureName(outcome.reason));
    case 'cancelled':
      return l10n.t('Cancelled');
    case 'refused':
      return diagnosis?.facts['sent'] === true ? l10n.t('Not sent again') : l10n.t('Not sent');
    case 'interrupted':
      if (!outcome.sent) return l10n.t('Interrupted, not sent');
      return isFree(operationId) ? l10n.t('Interrupted') : l10n.t('Interrupted, outcome unknown');
  }
}

/** A free read can be sent again, so it does not matter whether it was carried out. */
function isFree(operationId: string): boolean {
  const operation = findOperation(operationId);
  return operation !== undefined && operationClass(operation) === 'free';
}

/** Shorter than {@link outcomeWords}: only the status of a whole answer ("402"), or "the key works". */
export const answerWords = (run: RunEnd): string =>
  isKeyGood(run)
    ? l10n.t('the key works')
    : run.outcome.kind === 'answered' && isWhole(run)
      ? String(run.outcome.status)
      : outcomeWords(run);

/** The label of the way back to an earlier run: "Back to the run before: 402 · 10:42". */
export const backWords = (run: Exchange): string =>
  l10n.t('Back to the run before: {0}', `${answerWords(run)} · ${clock(run.startedAt)}`);
