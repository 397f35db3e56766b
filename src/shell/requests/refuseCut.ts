import { l10n } from 'vscode';
import type { HistoryRow } from '../../core/history/row';
import { Refusal } from '../common/command';

/** What was sent is not there any more: a part of it must not go as if it were the same request. */
export function refuseCut({ cut }: HistoryRow): void {
  if (cut)
    throw new Refusal(
      l10n.t('This request was too long to be kept in History. Send it from its form.'),
    );
}
