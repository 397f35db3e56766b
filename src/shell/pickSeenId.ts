import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { AskFix, ChangeFix, IdThing } from '../core/diagnosis/fix';
import { idsIn, type SeenId } from '../core/diagnosis/ids';
import { priced } from '../core/diagnosis/mend';
import type { HistoryRow } from '../core/history/row';
import { askFixValue } from './askFixValue';
import type { Parts } from './parts';

/** As much of History as is looked through: newest first, small bodies, a handful of ids. */
const mostRuns = 40;
const largestBody = 2 * 1024 * 1024;
const mostIds = 50;

/** The change to an id that recent answers of the run's profile have shown; undefined when the person leaves. */
export async function pickSeenId(
  parts: Pick<Parts, 'history' | 'bodies'>,
  { draft, exchange }: HistoryRow,
  { at, thing }: Extract<AskFix, { kind: 'pickId' }>,
): Promise<ChangeFix | undefined> {
  const tried = draft.path['id'];
  const ids = (await seenIds(parts, exchange.profile, thing)).filter(({ id }) => id !== tried);
  const type = { kind: 'askValue', at } as const;
  if (ids.length === 0) return askFixValue(draft, type);
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
  if (picked === own) return askFixValue(draft, type);
  const chosen = ids[items.indexOf(picked)];
  return chosen && priced({ kind: 'setValue', at, from: tried, value: chosen.id }, draft);
}

async function seenIds(
  { history, bodies }: Pick<Parts, 'history' | 'bodies'>,
  profile: string,
  thing: IdThing,
): Promise<readonly SeenId[]> {
  const seen = new Map<string, SeenId>();
  const runs = history
    .rows()
    .filter(
      ({ exchange: { profile: name, outcome, body } }) =>
        name === profile &&
        outcome.kind === 'answered' &&
        outcome.status < 300 &&
        body.bytes > 0 &&
        body.bytes <= largestBody,
    )
    .slice(0, mostRuns);
  for (const { exchange } of runs) {
    const bytes =
      bodies.held(exchange.id)?.bytes ??
      (await history.readBody(exchange.id).catch(() => undefined));
    for (const each of bytes ? idsIn(parsed(bytes), thing) : []) {
      if (!seen.has(each.id)) seen.set(each.id, each);
    }
    if (seen.size >= mostIds) break;
  }
  return [...seen.values()].slice(0, mostIds);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
