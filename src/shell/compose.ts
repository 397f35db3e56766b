import type { ExtensionContext } from 'vscode';
import { followSettings } from './common/settings';
import { composeCredits } from './composeCredits';
import { composeHistory } from './composeHistory';
import { composePanels } from './composePanels';
import { composeProfiles } from './composeProfiles';
import { composeRuns } from './composeRuns';
import { composeViews } from './composeViews';
import { registerBodyEditor } from './language/registerBodyEditor';
import type { Parts } from './parts';
import { whoHears, type Composed } from './whoHears';

/** Makes the parts and hands them to each other. Of the disk it only begins to read the small kept state. */
export function compose(context: ExtensionContext) {
  context.subscriptions.push(followSettings());
  const all = composeAll(context);
  void all.globalState.refresh();
  context.subscriptions.push(...disposables(all), ...registerBodyEditor(all), ...whoHears(all));
  return { ...all, parts: partsOf(all), close: () => close(all) };
}

/** Each composer gets only the parts made before it. What later parts do reaches it as events (whoHears.ts). */
function composeAll(context: ExtensionContext): Composed {
  const profiles = composeProfiles(context);
  const history = { ...profiles, ...composeHistory(context, profiles) };
  const credits = { ...history, ...composeCredits({ ...history, context }) };
  const runs = { ...credits, ...composeRuns(context, credits) };
  const panels = { ...runs, ...composePanels(context, runs) };
  return { ...panels, ...composeViews(panels) };
}

const disposables = (all: Composed) => [
  all.log,
  all.profiles,
  all.keys,
  all.balances,
  all.activeKey,
  all.drafts,
  all.settling,
  all.reconciling,
  all.status,
  all.failedStatus,
  all.operations,
  all.historyTree,
  all.afterwards,
];

const partsOf = (all: Composed): Parts => ({
  state: all.globalState,
  log: all.log,
  failed: all.failed,
  tell: all.tell,
  profiles: all.profiles,
  keys: all.keys,
  sandbox: all.sandbox,
  network: all.network,
  history: all.history,
  bodies: all.bodies,
  explorer: all.explorer,
  balances: all.balances,
  suggester: all.suggester,
  drafts: all.drafts,
  recent: all.recent,
  sender: all.sender,
  sendAndShow: all.sendAndShow,
  costs: all.costs,
  panels: all.panels,
  fixes: all.fixes,
});

/** Ends every run, the sandbox and the connections, and writes all pending state. */
async function close(all: Composed): Promise<void> {
  const { explorer, vocabulary, network, sandbox, ledger, recent, settled, afterwards } = all;
  afterwards.flush();
  const ended = Promise.allSettled([explorer.dispose(), vocabulary.close()]).then(() => {
    // How the runs have ended, while there is still a log.
    afterwards.flush();
    const written = recent.flush().then(settled);
    return Promise.allSettled([network.close(), sandbox.dispose(), ledger.close(), written]);
  });
  // The editor waits only a few seconds for all extensions together.
  await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 1_800).unref())]);
}
