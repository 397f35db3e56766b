import { commands as editor, Disposable, l10n, window, type QuickPickItem } from 'vscode';
import type { Diagnosis } from '../../core/diagnosis/diagnosis';
import { stillApplicable } from '../../core/diagnosis/stillApplicable';
import type { Fix } from '../../core/diagnosis/fix';
import { isGood, type Exchange } from '../../core/exchange';
import type { History } from '../../core/history/history';
import type { HistoryRow } from '../../core/history/row';
import type { HistoryChange } from '../../core/history/sortedRows';
import { commands, contextKeys } from '../../names';
import type { Parts } from '../parts';
import { diagnosisWords } from '../words/diagnosisWords';
import { clock } from '../words/figures';
import { fixDetail, fixWords } from '../words/fixWords';
import { answerWords } from '../words/outcomeWords';
import { runName } from '../words/runName';
import { Refusal, register } from '../common/command';
import { rowOf } from './runs';

/** Offers the fixes of a run as a list, from the palette and from History. They do the same as the panel's buttons. */
export function registerFixRuns(parts: Parts): Disposable[] {
  const { history } = parts;
  return [
    register(parts, commands.fixLastRun, () => fixLast(parts)),
    register(parts, commands.fixRun, async target => fix(parts, await rowOf(parts, target))),
    keepContext(history),
  ];
}

const fixesOf = ({ diagnosis }: Exchange): readonly Fix[] => diagnosis?.fixes ?? [];

/**
 * The newest failed run with fixes that was not fixed or repeated yet; else the newest run with fixes. A fix that was
 * declined counts as neither: the run that it was to fix still needs one.
 */
export function runToFix(all: readonly HistoryRow[]): HistoryRow | undefined {
  const rows = all.filter(row => !isDeclinedFix(row));
  const offering = rows.filter(({ exchange }) => fixesOf(exchange).length > 0);
  const fixed = new Set(rows.map(({ after }) => after));
  return (
    offering.find(({ exchange }) => !isGood(exchange) && !fixed.has(exchange.id)) ?? offering[0]
  );
}

const isDeclinedFix = ({ after, exchange: { outcome } }: HistoryRow): boolean =>
  after !== undefined && outcome.kind === 'refused' && outcome.reason === 'notConfirmed';

async function fixLast(parts: Parts): Promise<void> {
  const { history, panels } = parts;
  await history.load();
  const shown = panels.shown && history.get(panels.shown.id);
  const row = shown && fixesOf(shown.exchange).length > 0 ? shown : runToFix(history.rows());
  if (!row) throw new Refusal(l10n.t('No run needs mending. Send a request first.'));
  await fix(parts, row);
}

async function fix({ panels, fixes }: Parts, row: HistoryRow): Promise<void> {
  const { exchange } = row;
  const { diagnosis } = exchange;
  if (!diagnosis || diagnosis.fixes.length === 0)
    throw new Refusal(l10n.t('Nothing is to be mended here. Send it again from History.'));
  const chosen = await choose(exchange, diagnosis);
  if (chosen) await fixes.apply(exchange, chosen, await panels.showRun(row));
}

/** The default fix is first and has the focus, so that Enter carries it out. */
async function choose(exchange: Exchange, diagnosis: Diagnosis): Promise<Fix | undefined> {
  const fixes = stillApplicable(diagnosis.fixes, Date.now());
  const choices = fixes.map(({ fix }, index): QuickPickItem & { readonly fix: Fix } => ({
    label: fixWords(fix),
    ...(index === 0 && { description: l10n.t('default') }),
    detail: fixDetail(fix),
    fix,
  }));
  const picked = await window.showQuickPick(choices, {
    title: `${runName(exchange)} · ${answerWords(exchange)} · ${clock(exchange.startedAt)}`,
    placeHolder: diagnosisWords(diagnosis).title,
    matchOnDetail: true,
  });
  return picked?.fix;
}

/** Sets the context key, so that the palette offers the command only while some run has fixes. */
function keepContext(history: History): Disposable {
  const fixable = new Set<string>();
  let told: boolean | undefined;
  const take = ({ rows, gone }: HistoryChange) => {
    for (const { exchange } of gone) fixable.delete(exchange.id);
    for (const { exchange } of rows)
      if (fixesOf(exchange).length > 0) fixable.add(exchange.id);
      else fixable.delete(exchange.id);
    const now = fixable.size > 0;
    if (now === told) return;
    told = now;
    void editor.executeCommand('setContext', contextKeys.canFix, now);
  };
  take({ rows: history.rows(), gone: [] });
  const listening = history.onDidChange(take);
  return new Disposable(() => listening.dispose());
}
