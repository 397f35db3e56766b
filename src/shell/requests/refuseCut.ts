import { l10n } from 'vscode';
import type { HistoryRow } from '../../core/history/row';
import { Refusal } from '../common/command';

/** Throws for a row whose request was cut as too long: a part of it must not be sent as the same request. */
export function refuseCut({ cut }: HistoryRow): void {
  if (cut)
    throw new Refusal(
      l10n.t('This request was too long to be kept in History. Send it from its form.'),
    );
}
