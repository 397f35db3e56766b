import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { env, l10n, type ExtensionContext } from 'vscode';
import { Bodies } from '../core/bodies';
import { Ledger } from '../core/credits/ledger';
import { ledgerFolder } from '../core/credits/ledgerStore';
import { settle } from '../core/credits/settle';
import { SpendingGuard } from '../core/credits/spendingGuard';
import { Explorer } from '../core/explorer';
import { folderStore } from '../core/history/folderStore';
import { History } from '../core/history/history';
import { QueuedState } from '../core/queuedState';
import { createRetryBudget } from '../core/transport/retryBudget';
import { createSharedLimits } from '../core/transport/sharedLimits';
import { realWorld } from '../core/transport/world';
import { ActiveKey } from './activeKey';
import { askToSpend } from './askToSpend';
import { Balances } from './balances';
import { copyAs, originFor } from './copyAs';
import { createDestinations } from './destinations';
import { Drafts } from './drafts';
import { Fixes } from './fixes';
import { loadSandbox } from './lazy';
import { createLog, createStory } from './log';
import { Network } from './network';
import { Panels } from './panel/panels';
import type { Parts } from './parts';
import { Prices } from './prices';
import { ProfileStore } from './profileStore';
import { Recent } from './recent';
import { SandboxHost } from './sandboxHost';
import { Keys } from './secrets';
import { Sender } from './sender';
import { historyBounds, limitSettings, retrySettings, spendLimits } from './settings';
import { Spending } from './spending';
import { WaitEnds } from './waitEnds';
import { CreditsStatus } from './views/creditsStatus';
import { HistoryTree } from './views/historyTree';
import { OperationsTree } from './views/operationsTree';
import { windowSession } from './windowSession';

/** Makes the parts and hands them to each other. Nothing is read, opened or sent by that. */
export function compose(context: ExtensionContext) {
  const { extensionUri, subscriptions } = context;
  const globalState = new QueuedState(context.globalState);
  const workspaceState = new QueuedState(context.workspaceState);
  const log = createLog();
  const failed = (failure: unknown) =>
    log.error(failure instanceof Error ? failure : String(failure));
  const profiles = new ProfileStore(globalState, workspaceState);
  const keys = new Keys(context.secrets, globalState);
  const sandbox = new SandboxHost(loadSandbox, globalState, log);
  const network = new Network(
    String((context.extension.packageJSON as { version: unknown }).version),
    log,
  );
  const window = { pid: process.pid, id: randomUUID() };
  const store = folderStore(path.join(context.globalStorageUri.fsPath, 'history'));
  const history = new History({
    store,
    bounds: historyBounds,
    window,
    alive,
    now: Date.now,
    failed,
  });
  const bodies = new Bodies(id => history.readBody(id));
  const balances = new Balances(globalState);
  const prices = new Prices(globalState);
  const ledger = new Ledger(ledgerFolder(path.join(context.globalStorageUri.fsPath, 'spending')));
  const spending = new Spending(ledger, prices, profiles, keys);
  const guard = new SpendingGuard({
    ledger,
    session: () => windowSession(workspaceState, Date.now()),
    limits: spendLimits,
    estimate: ({ profile }, draft) => spending.estimate(draft, profile),
    ask: askToSpend,
    now: Date.now,
    failed,
  });
  const explorer = new Explorer({
    world: realWorld,
    history,
    bodies,
    shared: createSharedLimits(),
    budget: createRetryBudget(),
    window,
    transport: () => Promise.resolve(network.transport()),
    ...createDestinations(profiles, keys, sandbox, log),
    balanceOf: name => {
      const known = balances.of(name);
      return known && { credits: known.credits, at: new Date(known.at).toISOString() };
    },
    admit: (exchange, draft, signal) => guard.admit(exchange, draft, signal),
    settings: () => ({ retry: retrySettings(), limits: limitSettings() }),
    failed,
  });
  const drafts = new Drafts(globalState);
  const recent = new Recent(globalState, failed);
  const sender = new Sender(explorer, profiles, recent);
  const waitEnds: WaitEnds = new WaitEnds({
    panelOf: id => panels.panelOf(id),
    show: async id => {
      const row = history.get(id);
      if (row) await panels.showRun(row);
    },
    failed,
  });
  const fixes = new Fixes({ log, profiles, keys, history, bodies, drafts, sender });
  const activeKey = new ActiveKey(profiles, keys, sandbox, () => {
    panels.refresh();
    status.refresh();
  });
  const panels: Panels = new Panels({
    extensionUri,
    words: l10n.bundle ?? {},
    locale: env.language,
    log,
    explorer,
    history,
    bodies,
    drafts,
    profileBadge: () => ({ name: profiles.active.name, badge: activeKey.badge }),
    requestContext: () => ({
      billed: activeKey.billed,
      estimate: draft => spending.priced(draft, profiles.active.name),
      recent: name => recent.of(name),
    }),
    send: (draft, panel) =>
      void sender
        .send(draft, { onStart: exchange => void panel.show(draft.operationId, exchange) })
        // Who started it in the panel is looking at it: the explanation gets the focus.
        .then(({ diagnosis }) => diagnosis && panel.focus({ on: 'card' }))
        .catch(failed),
    applyFix: (exchange, fix, panel) => fixes.apply(exchange, fix, panel),
    copyAs: draft => copyAs(draft, () => originFor(profiles.active, sandbox)),
  });
  const running = () => explorer.running().flatMap(id => history.get(id)?.exchange ?? []);
  const status = new CreditsStatus({
    balances,
    profiles,
    running,
    today: () => spending.today(),
  });
  const operations = new OperationsTree();
  const runs = new HistoryTree(history);
  const story = createStory(log);
  subscriptions.push(
    log,
    profiles,
    keys,
    network,
    balances,
    activeKey,
    status,
    operations,
    runs,
    balances.onDidChange(() => status.refresh()),
    balances.onDidForget(profile => void prices.forget(profile).then(undefined, failed)),
    // Each listener goes its own way; none calls another, none calls back.
    explorer.onDidChange(exchange => panels.update(exchange)),
    explorer.onDidChange(exchange => waitEnds.take(exchange)),
    explorer.onDidChange(exchange => operations.take(exchange)),
    explorer.onDidChange(exchange => story(exchange)),
    explorer.onDidChange(exchange => void balances.take(exchange)),
    explorer.onDidChange(exchange => void guard.take(exchange)),
    explorer.onDidChange(exchange => {
      prices.take(exchange).then(learned => learned && panels.refresh(), failed);
    }),
    explorer.onDidChange(exchange => {
      const settled = settle(history.rows(), exchange);
      if (!settled) return;
      void guard.take(settled.exchange);
      history.record(settled).catch(failed);
    }),
    explorer.onDidChange(() => setTimeout(() => status.refresh())),
  );
  const parts: Parts = {
    state: globalState,
    log,
    profiles,
    keys,
    sandbox,
    network,
    history,
    bodies,
    explorer,
    balances,
    drafts,
    recent,
    sender,
    spending,
    panels,
    fixes,
  };
  const close = async () => {
    const ended = explorer
      .dispose()
      .then(() =>
        Promise.allSettled([
          network.close(),
          sandbox.dispose(),
          globalState.settled(),
          workspaceState.settled(),
        ]),
      );
    // The editor waits no longer than a few seconds for all extensions together.
    await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 1_800).unref())]);
  };
  return { parts, operations, runs, activeKey, close };
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A key that was there once and is not any more is said plainly: it looks like a fault of the person's otherwise. */
export const lostKeySentence = (profile: string): string =>
  l10n.t(
    'The key of {0} was stored, but the secret storage no longer has it. Set it again.',
    profile,
  );
