import { l10n, StatusBarAlignment, window, type Disposable, type StatusBarItem } from 'vscode';
import { isGood, isSettled, type Exchange } from '../../core/exchange';
import { commands } from '../../names';
import { answerWords, outcomeWords } from '../words/outcomeWords';
import { runName } from '../words/runName';

/**
 * Status bar item for the latest run if it failed, since a failed run shows no message. It is hidden when another run
 * begins; a click shows the run.
 */
export class FailedStatus implements Disposable {
  #item: StatusBarItem | undefined;

  onExchange(exchange: Exchange): void {
    // A key check tells its result by a message.
    if (exchange.purpose === 'keyCheck') return;
    if (isSettled(exchange) && isFailed(exchange)) this.#show(exchange);
    else this.#item?.hide();
  }

  #show(exchange: Exchange): void {
    const { id } = exchange;
    const item = (this.#item ??= made());
    const name = runName(exchange);
    const told = l10n.t('{0}: {1}. Show the run', name, outcomeWords(exchange));
    item.text = `$(${iconOf(exchange)}) ${answerWords(exchange)}`;
    item.tooltip = told;
    item.accessibilityInformation = { label: told };
    item.command = { title: told, command: commands.showExchange, arguments: [id] };
    item.show();
  }

  dispose(): void {
    this.#item?.dispose();
  }
}

function made(): StatusBarItem {
  const item = window.createStatusBarItem('jobo.failed', StatusBarAlignment.Right, 101);
  item.name = l10n.t('Jobo Failed Run');
  return item;
}

/** A warning for a 2xx answer that is empty: the server did not fail, but the content is missing. */
const iconOf = ({ outcome, diagnosis }: Exchange): string =>
  outcome.kind === 'answered' && diagnosis?.code === 'emptyAnswer' ? 'warning' : 'error';

/** Runs that the person stopped or did not confirm have not failed. */
function isFailed(exchange: Exchange): boolean {
  const { outcome } = exchange;
  switch (outcome.kind) {
    case 'answered':
      return !isGood(exchange);
    case 'unreachable':
    case 'timedOut':
    case 'interrupted':
      return true;
    case 'refused':
      return outcome.reason !== 'notConfirmed';
    case 'cancelled':
    case 'asking':
    case 'running':
    case 'waiting':
    case 'scheduled':
      return false;
  }
}
