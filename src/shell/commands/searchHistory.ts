import { l10n, window, type QuickPickItem } from 'vscode';
import { inTurns } from '../../core/common/turns';
import { bodyTerms } from '../../core/history/matches';
import { parseQuery } from '../../core/history/query';
import type { HistoryRow } from '../../core/history/row';
import { searchBodies } from '../../core/history/searchBodies';
import type { Parts } from '../parts';
import { matching } from '../views/historyWords';
import { outcomeIcon } from '../views/outcomeIcon';
import { moment } from '../words/figures';
import { outcomeWords } from '../words/outcomeWords';
import { runName } from '../words/runName';
import { chargeWords } from '../runs/runReport';

/** Most runs in the list; for more it asks for another word. */
const mostShown = 200;
/** Pause in typing, in ms, after which bodies are read. */
const pause = 200;

interface RunPick extends QuickPickItem {
  readonly row?: HistoryRow;
}

/**
 * Shows a list of all runs that typing narrows, then the chosen run. Resolves when both are done.
 * @param given the first query, where it is a string
 */
export async function searchHistory(parts: Parts, grammar: string, given: unknown): Promise<void> {
  const { history, panels } = parts;
  await history.load();
  const picker = window.createQuickPick<RunPick>();
  picker.title = l10n.t('Search History');
  picker.placeholder = grammar;
  if (typeof given === 'string') picker.value = given.slice(0, 1_000);
  let current = new AbortController();
  const look = () => {
    current.abort();
    current = new AbortController();
    void list(picker, parts, current.signal);
  };
  look();
  const listening = [picker.onDidChangeValue(look), history.onDidChange(look)];
  const picked = await new Promise<HistoryRow | undefined>(resolve => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.row);
      picker.hide();
    });
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
  current.abort();
  for (const each of listening) each.dispose();
  picker.dispose();
  if (!picked) return;
  const { exchange, draft } = picked;
  await panels.show(exchange.operationId, exchange, { draft });
}

async function list(
  picker: { value: string; busy: boolean; items: readonly RunPick[] },
  { history }: Parts,
  signal: AbortSignal,
): Promise<void> {
  const query = parseQuery(picker.value);
  const isOver = () => signal.aborted;
  picker.busy = true;
  const rows = await inTurns(matching(history.rows(), query, new Date()));
  if (isOver()) return;
  const terms = bodyTerms(query);
  if (terms.length === 0) {
    picker.busy = false;
    picker.items = itemsOf(rows, 0);
    return;
  }
  await new Promise(resolve => setTimeout(resolve, pause));
  const { ids, left } = await searchBodies(rows, terms, id => history.readBody(id), signal);
  if (isOver()) return;
  picker.busy = false;
  picker.items = itemsOf(
    rows.filter(({ exchange }) => ids.has(exchange.id)),
    left,
  );
}

function itemsOf(rows: readonly HistoryRow[], left: number): readonly RunPick[] {
  const more = rows.length - mostShown;
  return [
    ...rows.slice(0, mostShown).map(itemOf),
    ...(more > 0 ? [remark(l10n.t('{0} more runs fit. Type another word.', more))] : []),
    ...(left > 0
      ? [remark(l10n.t('The bodies of {0} older runs were not looked into.', left))]
      : []),
  ];
}

/** `alwaysShow`: the query decides which runs fit, not the editor's own filter on the label. */
function itemOf(row: HistoryRow): RunPick {
  const { profile, startedAt, method, url } = row.exchange;
  const charge = chargeWords(row.exchange);
  return {
    row,
    label: runName(row.exchange),
    description: [outcomeWords(row.exchange), ...(charge === '' ? [] : [charge]), profile].join(
      ' · ',
    ),
    detail: `${moment(startedAt)} · ${method} ${url}`,
    iconPath: outcomeIcon(row.exchange),
    alwaysShow: true,
  };
}

const remark = (label: string): RunPick => ({ label, alwaysShow: true });
