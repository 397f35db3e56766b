import { commands as editor, l10n, window, type ExtensionContext } from 'vscode';
import { createApi, type JoboExplorerApi } from './api';
import { commands, views } from './names';
import { registerApiKey } from './shell/commands/apiKey';
import { registerConnection } from './shell/commands/connection';
import { registerFixRuns } from './shell/commands/fixRuns';
import { registerOperations } from './shell/commands/operations';
import { registerPasteCurl } from './shell/commands/pasteCurl';
import { registerProfiles } from './shell/commands/profiles';
import { registerRuns } from './shell/commands/runs';
import { registerSpending } from './shell/commands/spending';
import { registerSandbox } from './shell/commands/sandbox';
import { registerSnippets } from './shell/commands/snippets';
import { compose, lostKeySentence } from './shell/compose';

let close: (() => Promise<void>) | undefined;

/** Wires the parts; nothing is sent, and nothing heavy is loaded, before somebody asks for it. */
export function activate(context: ExtensionContext): JoboExplorerApi {
  const { parts, operations, runs, activeKey, close: end } = compose(context);
  close = end;
  const tree = window.createTreeView(views.operations, {
    treeDataProvider: operations,
    showCollapseAll: true,
  });
  const history = window.createTreeView(views.history, { treeDataProvider: runs });
  const { api, ...face } = createApi(parts.explorer, parts.sender, parts.bodies);
  const showProfile = () => (tree.description = parts.profiles.active.name);
  showProfile();
  context.subscriptions.push(
    tree,
    history,
    face,
    history.onDidChangeVisibility(({ visible }) => runs.setVisible(visible)),
    parts.profiles.onDidChange(showProfile),
    parts.panels.register(),
    ...registerOperations(parts, () => tree.selection[0]),
    ...registerRuns(parts),
    ...registerSpending(parts),
    ...registerFixRuns(parts),
    ...registerApiKey(parts),
    ...registerProfiles(parts),
    ...registerSandbox(parts),
    ...registerConnection(parts),
    ...registerSnippets(parts),
    registerPasteCurl(parts),
  );
  runs.setVisible(history.visible);
  void activeKey.refresh().then(() => {
    if (activeKey.state !== 'lost') return;
    const setKey = l10n.t('Set API Key');
    void window
      .showWarningMessage(lostKeySentence(parts.profiles.active.name), setKey)
      .then(picked => picked === setKey && editor.executeCommand(commands.setApiKey));
  });
  return api;
}

/** Ends every run, the sandbox and the connections. */
export const deactivate = (): Promise<void> | undefined => close?.();
