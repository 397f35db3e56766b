import { CancellationTokenSource, commands as editor, l10n, window } from 'vscode';
import { mostOf } from '../core/credits/estimate';
import type { Limit, SpendQuestion } from '../core/credits/spendingGuard';
import { operationName } from './words/operationName';
import { credits, plainNumber } from './words/figures';

/** Asks before a run that may go over a limit; the safe choice comes first. Anything but a clear yes is no. */
export async function askToSpend(question: SpendQuestion, signal: AbortSignal): Promise<boolean> {
  const most = credits(mostOf(question.estimate));
  const unpublished = question.estimate.kind === 'unknown';
  const send = {
    label: l10n.t('Send'),
    detail: unpublished
      ? l10n.t('No price is published for it; {0} are assumed.', most)
      : l10n.t('It may take up to {0}.', most),
  };
  const change = {
    label: l10n.t('Change the limits…'),
    detail: l10n.t('Opens the settings. Nothing is sent.'),
  };
  const stay = {
    label: l10n.t('Do not send'),
    detail: l10n.t('Nothing is sent and nothing is taken.'),
  };
  const cancelled = new CancellationTokenSource();
  const stop = () => cancelled.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const options = {
      title: l10n.t('{0} may take up to {1}', operationName(question.exchange.operationId), most),
      placeHolder: question.over.map(limit => overWords(limit, question)).join(' '),
      ignoreFocusOut: true,
    };
    const chosen = await window
      .showQuickPick([stay, send, change], options, cancelled.token)
      .then(undefined, () => undefined);
    if (chosen === change)
      void editor.executeCommand('workbench.action.openSettings', 'jobo.credits');
    return chosen === send;
  } finally {
    signal.removeEventListener('abort', stop);
    cancelled.dispose();
  }
}

/** The figures of one limit, as a sentence. */
export function overWords(limit: Limit, { limits, spending, estimate }: SpendQuestion): string {
  const most = mostOf(estimate);
  switch (limit) {
    case 'run':
      return l10n.t('More than {0} for one run.', credits(limits.run));
    case 'session':
      return l10n.t(
        'This window may have taken {0} so far; with this run {1}, over its limit of {2}.',
        plainNumber(spending.session),
        plainNumber(spending.session + most),
        credits(limits.session),
      );
    case 'day':
      return l10n.t(
        'Today may have taken {0} so far; with this run {1}, over the limit of {2} a day.',
        plainNumber(spending.day),
        plainNumber(spending.day + most),
        credits(limits.day),
      );
  }
}
