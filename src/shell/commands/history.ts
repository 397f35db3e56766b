import { l10n, Uri, window, workspace, type TreeView } from 'vscode';
import { dayOf } from '../../core/common/calendar';
import type { Disposable } from '../../core/common/event';
import type { Exchange } from '../../core/exchange';
import { commands } from '../../names';
import { historyReport } from '../runs/historyReport';
import type { Parts } from '../parts';
import { saveFile } from '../common/saveFile';
import { HistoryFilter } from '../views/historyFilter';
import { isEarlier, type HistoryNode, type HistoryTree } from '../views/historyTree';
import { Refusal, register } from '../common/command';
import { rowOf } from './runs';
import { searchHistory } from './searchHistory';

/** The grammar of `parseQuery` in examples, as the inputs show it. */
const grammar = (): string =>
  l10n.t(
    'Words, status:4xx, op:searchJobs, profile:Live, date:today, body:golang; -word leaves out',
  );

/** Commands on History as a whole, or on several of its runs. */
export function registerHistory(
  parts: Parts,
  tree: HistoryTree,
  view: TreeView<HistoryNode>,
): readonly Disposable[] {
  const { history, bodies } = parts;
  const filter = new HistoryFilter(history, bodies, tree, view, parts.tell.mask);
  return [
    filter,
    register(parts, commands.searchHistory, text => searchHistory(parts, grammar(), text)),
    register(parts, commands.filterHistory, text => setFilter(parts, filter, text)),
    register(parts, commands.clearHistoryFilter, () => filter.set('')),
    register(parts, commands.exportHistory, (target, all) =>
      exportHistory(parts, tree, filter, target, all),
    ),
    register(parts, commands.showEarlierRuns, day => showEarlier(tree, view, day)),
  ];
}

async function setFilter(parts: Parts, filter: HistoryFilter, given: unknown): Promise<void> {
  await parts.tell.ready();
  const text =
    typeof given === 'string'
      ? parts.tell.mask(given).slice(0, 1_000)
      : await window.showInputBox({
          title: l10n.t('Filter History'),
          prompt: l10n.t('The view shows only what fits. Leave it empty to see every run.'),
          placeHolder: grammar(),
          value: filter.text,
        });
  if (text !== undefined) await filter.set(text);
}

/** Shows more runs of a day, and goes to the first of them: the row that was pressed is gone. */
async function showEarlier(
  tree: HistoryTree,
  view: TreeView<HistoryNode>,
  day: unknown,
): Promise<void> {
  const first = typeof day === 'string' ? tree.showEarlier(day) : undefined;
  if (first) await view.reveal(first, { focus: true });
}

/** Exports the selected runs or days; from the palette all runs, or those that the filter shows. */
async function exportHistory(
  parts: Parts,
  tree: HistoryTree,
  filter: HistoryFilter,
  target: unknown,
  all: unknown,
): Promise<void> {
  await parts.history.load();
  const exchanges = await chosen(parts, tree, filter, target, all);
  if (exchanges === undefined) return;
  if (exchanges.length === 0)
    throw new Refusal(l10n.t('There is no run to export. Send a request first.'));
  const now = new Date();
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `jobo-history-${dayOf(now)}.md`;
  const file = await window.showSaveDialog({
    title: l10n.t('Export History as Markdown'),
    filters: { [l10n.t('Markdown')]: ['md'] },
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
  });
  if (!file) return;
  const text = parts.tell.mask(historyReport(exchanges, now));
  await saveFile(file, { bytes: Buffer.from(text) });
  const open = l10n.t('Open');
  void parts.tell
    .info(l10n.t('The report is written, without key and bodies.'), open)
    .then(picked => (picked === open ? window.showTextDocument(file) : undefined));
}

async function chosen(
  parts: Parts,
  tree: HistoryTree,
  filter: HistoryFilter,
  target: unknown,
  all: unknown,
): Promise<readonly Exchange[] | undefined> {
  const exchangesOf = (rows: ReturnType<HistoryTree['shown']>) => rows.map(each => each.exchange);
  if (target !== undefined && target !== null) {
    const nodes: readonly unknown[] = Array.isArray(all) && all.length > 0 ? all : [target];
    const ids = new Set<string>();
    for (const node of nodes.filter(each => !isEarlier(each))) {
      if (isDay(node)) for (const { exchange } of tree.shown(node.day)) ids.add(exchange.id);
      else ids.add((await rowOf(parts, node)).exchange.id);
    }
    return exchangesOf(parts.history.rows().filter(({ exchange }) => ids.has(exchange.id)));
  }
  const every = parts.history.rows();
  if (filter.text === '') return exchangesOf(every);
  const shown = tree.shown();
  const choices = [
    { label: l10n.t('The {0} runs that the filter shows', shown.length), rows: shown },
    { label: l10n.t('All {0} runs', every.length), rows: every },
  ];
  const picked = await window.showQuickPick(choices, {
    title: l10n.t('Export History as Markdown'),
    placeHolder: l10n.t('Choose what to export'),
  });
  return picked && exchangesOf(picked.rows);
}

const isDay = (node: unknown): node is Extract<HistoryNode, { kind: 'day' }> =>
  typeof node === 'object' &&
  node !== null &&
  (node as { readonly kind?: unknown }).kind === 'day' &&
  typeof (node as { readonly day?: unknown }).day === 'string';
