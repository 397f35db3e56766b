import { commands as editor, env, l10n, Uri, window, workspace, type Disposable } from 'vscode';
import { spendingCsv } from '../../core/credits/spendingCsv';
import { pages } from '../../core/diagnosis/pages';
import { commands } from '../../names';
import type { Parts } from '../parts';
import { saveFile } from '../common/saveFile';
import { clock, credits } from '../words/figures';
import { operationName } from '../words/operationName';
import { outcomeWords } from '../words/outcomeWords';
import { runName } from '../words/runName';
import { exportedWithoutWords, nothingToExportWords, spentWords } from '../words/spendingWords';
import { Refusal, register } from '../common/command';

/** Shows balance and spending, opens the page to buy credits, and exports spending. */
export function registerSpending(parts: Parts): Disposable[] {
  return [
    register(parts, commands.showCredits, () => menu(parts)),
    register(parts, commands.topUp, () => env.openExternal(Uri.parse(pages.credits))),
    register(parts, commands.exportSpending, () => exportCsv(parts)),
  ];
}

async function menu(parts: Parts): Promise<void> {
  const { history, profiles } = parts;
  await history.load();
  const lately = runChoices(parts);
  const choices = [
    {
      label: `$(credit-card) ${l10n.t('Top Up')}`,
      description: pages.credits,
      run: () => env.openExternal(Uri.parse(pages.credits)),
    },
    ...(await todayChoices(parts)),
    ...lately,
    {
      label: `$(save) ${l10n.t('Export Spending as CSV…')}`,
      description: '',
      run: () => exportCsv(parts),
    },
    {
      label: `$(settings-gear) ${l10n.t('Limits…')}`,
      description: '',
      run: () => editor.executeCommand('workbench.action.openSettings', 'jobo.credits'),
    },
    {
      label: `$(arrow-swap) ${l10n.t('Switch Profile…')}`,
      description: profiles.active.name,
      run: () => editor.executeCommand(commands.switchProfile),
    },
  ];
  const picked = await window.showQuickPick(choices, {
    title: l10n.t('Credits of {0}', profiles.active.name),
  });
  await picked?.run();
}

/** The five latest runs, each with its charge where that is known. */
const runChoices = ({ history, panels }: Parts) =>
  history
    .rows()
    .slice(0, 5)
    .map(({ exchange, draft }) => ({
      label: `$(history) ${runName(exchange)}`,
      description: [
        outcomeWords(exchange),
        ...(exchange.credits.charged === undefined ? [] : [credits(exchange.credits.charged)]),
        clock(exchange.startedAt),
      ].join(' · '),
      run: () => panels.show(exchange.operationId, exchange, { draft }),
    }));

async function todayChoices({ costs, log }: Parts) {
  // Without today's ledger the menu must still offer to top up.
  const today = await costs.todayByOperation().catch((failure: unknown) => {
    report(log, failure);
    return [];
  });
  return today.map(spent => ({
    label: `$(graph) ${operationName(spent.operationId)}`,
    description: l10n.t('today {0}, {1} runs', spentWords(spent), spent.runs),
    run: () => editor.executeCommand(commands.openOperation, spent.operationId),
  }));
}

async function exportCsv({ costs, tell, log }: Parts): Promise<void> {
  const { entries, unread, failures } = await costs.all();
  for (const failure of failures) report(log, failure);
  if (entries.length === 0) throw new Refusal(nothingToExportWords(unread));
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, 'jobo-spending.csv') }),
    title: l10n.t('Export Spending'),
    filters: { CSV: ['csv'] },
  });
  if (!target) return;
  const text = tell.mask(spendingCsv(entries));
  await saveFile(target, { bytes: new TextEncoder().encode(text) });
  if (unread.length === 0) tell.shortly(l10n.t('{0} runs are exported.', entries.length));
  else void tell.warning(exportedWithoutWords(entries.length, unread));
}

function report(log: Parts['log'], failure: unknown): void {
  log.error(failure instanceof Error ? failure : String(failure));
}
