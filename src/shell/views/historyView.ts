import { Disposable, window, type TreeView } from 'vscode';
import { onNewDay } from '../../core/common/newDay';
import { views } from '../../names';
import type { HistoryNode, HistoryTree } from './historyTree';
import { SpentToday, type SpentTodayOptions } from './spentToday';

/** The History view with today's spending beside its name. It reads nothing while it is hidden. */
export function createHistoryView(
  tree: HistoryTree,
  spent: SpentTodayOptions,
): { readonly view: TreeView<HistoryNode>; readonly disposable: Disposable } {
  const view = window.createTreeView(views.history, {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const today = new SpentToday(view, spent);
  const look = () => {
    tree.setVisible(view.visible);
    today.setVisible(view.visible);
  };
  look();
  const disposable = Disposable.from(
    view,
    today,
    view.onDidChangeVisibility(look),
    view.onDidCollapseElement(({ element }) => tree.folded(element)),
    // Other windows may have added runs while this one was not in use.
    window.onDidChangeWindowState(look),
    onNewDay(look),
  );
  return { view, disposable };
}
