import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { AskFix, ChangeFix } from '../../core/diagnosis/fix';
import { priced } from '../../core/diagnosis/findingFixes';
import type { HistoryRow } from '../../core/history/row';
import { askFixValue } from './askFixValue';
import type { Keys } from '../profiles/keys';
import { seenIds, type SeenIdsParts } from '../suggestions/seenIds';

export interface PickSeenIdParts extends SeenIdsParts {
  readonly keys: Keys;
}

/**
 * Offers ids from recent answers of the run's profile, and asks for one where there are none. Returns the change to
 * that id; undefined when the person leaves.
 */
export async function pickSeenId(
  parts: PickSeenIdParts,
  { draft, exchange }: HistoryRow,
  { at, thing }: Extract<AskFix, { kind: 'pickId' }>,
): Promise<ChangeFix | undefined> {
  const tried = draft.path['id'];
  const ids = (await seenIds(parts, exchange.profile, thing)).filter(({ id }) => id !== tried);
  const type = { kind: 'askValue', at } as const;
  if (ids.length === 0) return askFixValue(draft, type, parts.keys.known);
  const own: QuickPickItem = { label: `$(edit) ${l10n.t('Enter an id…')}` };
  const items: QuickPickItem[] = [
    ...ids.map(({ id, title }) => ({ label: title || id, description: title === '' ? '' : id })),
    { label: '', kind: QuickPickItemKind.Separator },
    own,
  ];
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Ids seen lately with {0}', exchange.profile),
    placeHolder: l10n.t('Choose one; it is sent then'),
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  if (picked === own) return askFixValue(draft, type, parts.keys.known);
  const chosen = ids[items.indexOf(picked)];
  return chosen && priced({ kind: 'setValue', at, from: tried, value: chosen.id }, draft);
}
