import { window, type ExtensionContext } from 'vscode';
import { createApi, type JoboExplorerApi } from './api';
import { views } from './names';
import { registerApiKey } from './shell/commands/apiKey';
import { registerCompare } from './shell/commands/compare';
import { registerConnection } from './shell/commands/connection';
import { registerEditBody } from './shell/commands/editBody';
import { registerFixRuns } from './shell/commands/fixRuns';
import { registerHistory } from './shell/commands/history';
import { registerOperations } from './shell/commands/operations';
import { registerPasteCurl } from './shell/commands/pasteCurl';
import { registerProfiles } from './shell/commands/profiles';
import { registerRuns } from './shell/commands/runs';
import { registerSpending } from './shell/commands/spending';
import { registerSandbox } from './shell/commands/sandbox';
import { registerSnippets } from './shell/commands/snippets';
import { registerStoreKey } from './shell/commands/storeKey';
import { compose } from './shell/compose';
import { createHistoryView } from './shell/views/historyView';

let close: (() => Promise<void>) | undefined;

/** Wires the parts. Sends nothing; the engine and the sandbox are loaded when they are first needed. */
export function activate(context: ExtensionContext): JoboExplorerApi {
  const { parts, operations, historyTree, spentToday, ...composed } = compose(context);
  close = composed.close;
  const tree = window.createTreeView(views.operations, {
    treeDataProvider: operations,
    showCollapseAll: true,
  });
  const history = createHistoryView(historyTree, spentToday);
  const { api, ...face } = createApi(parts.explorer, parts.sender, parts.bodies, parts.tell);
  const showProfile = () => (tree.description = parts.profiles.active.name);
  showProfile();
  context.subscriptions.push(
    tree,
    history.disposable,
    face,
    parts.profiles.onDidChange(showProfile),
    parts.panels.register(),
    ...registerOperations(parts, () => tree.selection[0]),
    ...registerRuns(parts),
    ...registerSpending(parts),
    ...registerFixRuns(parts),
    ...registerCompare(parts),
    ...registerHistory(parts, historyTree, history.view),
    ...registerApiKey(parts),
    ...registerProfiles(parts),
    ...registerSandbox(parts),
    ...registerConnection(parts),
    ...registerSnippets(parts),
    registerPasteCurl(parts),
    registerEditBody(parts),
    registerStoreKey(parts),
  );
  void composed.activeKey.refresh();
  composed.lostKeys.check();
  return api;
}

/** Ends every run, the sandbox and the connections. */
export const deactivate = (): Promise<void> | undefined => close?.();
