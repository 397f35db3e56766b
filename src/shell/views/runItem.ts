import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { isGoodAttempt, isSettled, type Attempt, type Exchange } from '../../core/exchange';
import { commands, items } from '../../names';
import { failureName } from '../words/failureWords';
import { clock, credits, duration, moment } from '../words/figures';
import { answerWords } from '../words/outcomeWords';
import { requestName, runName } from '../words/runName';
import { statusLine } from '../words/statusWords';
import { waitReason } from '../words/waitWords';
import { outcomeIcon } from './outcomeIcon';

/** Whether a run waits for its next attempt, or for its scheduled time. */
export const isWaiting = ({ outcome }: Exchange): boolean =>
  outcome.kind === 'waiting' || outcome.kind === 'scheduled';

/** The row of one run in History. */
export function runItem(exchange: Exchange): TreeItem {
  const name = runName(exchange);
  const many = exchange.attempts.length > 1 || !isSettled(exchange);
  const item = new TreeItem(name, TreeItemCollapsibleState[many ? 'Expanded' : 'Collapsed']);
  if (exchange.attempts.length === 0) item.collapsibleState = TreeItemCollapsibleState.None;
  // The id changes when a run with one attempt settles, so that the view then folds it.
  item.id = `${exchange.id}${many ? '+' : ''}`;
  item.description = descriptionOf(exchange);
  item.iconPath = outcomeIcon(exchange);
  item.contextValue = contextOf(exchange);
  item.tooltip = `${requestName(exchange)}\n${moment(exchange.startedAt)} · ${exchange.profile}`;
  item.command = {
    command: commands.showExchange,
    title: l10n.t('Show Run'),
    arguments: [exchange.id],
  };
  item.accessibilityInformation = { label: `${name}, ${descriptionOf(exchange)}` };
  return item;
}

function contextOf(exchange: Exchange): string {
  if (isWaiting(exchange)) return items.waitingRun;
  if (!isSettled(exchange)) return items.runningRun;
  return (exchange.diagnosis?.fixes ?? []).length > 0 ? items.fixableRun : items.settledRun;
}

function descriptionOf(exchange: Exchange): string {
  const {
    outcome,
    credits: { charged },
    startedAt,
    profile,
  } = exchange;
  const time = clock(startedAt);
  if (outcome.kind === 'waiting') {
    const left = Math.max(0, Date.parse(outcome.until) - Date.now());
    const next = l10n.t('attempt {0} of {1}', outcome.next, outcome.of);
    return `${l10n.t('waiting {0}', l10n.t('{0} s', Math.ceil(left / 1_000)))} · ${next}`;
  }
  const cost = charged === undefined ? [] : [credits(charged)];
  return [answerWords(exchange), ...cost, profile, time].join(' · ');
}

/** The row of one attempt below its run. @param index from 0 */
export function attemptItem(exchange: Exchange, attempt: Attempt, index: number): TreeItem {
  const { status, error, durationMs, waitMs, waitReason: why } = attempt;
  const answer = status === undefined ? failureName(error ?? 'other') : statusLine(status);
  const item = new TreeItem(`${index + 1}  ${answer}`);
  item.id = `${exchange.id} ${index}`;
  const waited = waitMs !== undefined && why !== undefined ? ` · ${waitReason(why, waitMs)}` : '';
  item.description = duration(durationMs) + waited;
  const good = isGoodAttempt(attempt, exchange);
  item.iconPath = new ThemeIcon(
    good ? 'pass' : 'error',
    new ThemeColor(good ? 'testing.iconPassed' : 'testing.iconFailed'),
  );
  item.command = {
    command: commands.showExchange,
    title: l10n.t('Show Run'),
    arguments: [exchange.id],
  };
  return item;
}
