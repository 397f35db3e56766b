import { commands as editor, l10n, window } from 'vscode';
import { mostOf } from '../core/credits/estimate';
import type { Limit, SpendQuestion } from '../core/credits/spendingGuard';
import { operationName } from './words/operationName';
import { credits, plainNumber } from './words/figures';

/** Asks before a run that may go over a limit; the safe choice comes first. Anything but a clear yes is no. */
export async function askToSpend(question: SpendQuestion, signal: AbortSignal): Promise<boolean> {
  const most = credits(mostOf(question.estimate));
  const pick = window.createQuickPick();
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
  pick.title = l10n.t('{0} may take up to {1}', operationName(question.exchange.operationId), most);
  pick.placeholder = question.over.map(limit => overWords(limit, question)).join(' ');
  pick.items = [
    { label: l10n.t('Do not send'), detail: l10n.t('Nothing is sent and nothing is taken.') },
    send,
    change,
  ];
  pick.ignoreFocusOut = true;
  const stop = () => pick.hide();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const chosen = await new Promise<unknown>(resolve => {
      pick.onDidAccept(() => resolve(pick.selectedItems[0]));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
    if (chosen === change)
      void editor.executeCommand('workbench.action.openSettings', 'jobo.credits');
    return chosen === send;
  } finally {
    signal.removeEventListener('abort', stop);
    pick.dispose();
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
