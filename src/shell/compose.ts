import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { env, l10n, workspace, type ExtensionContext } from 'vscode';
import { Bodies } from '../core/run/answerBodies';
import { Explorer } from '../core/explorer';
import { History } from '../core/history/history';
import { createRetryBudget } from '../core/retry/retryBudget';
import { createSharedLimits } from '../core/retry/sharedLimits';
import { realWorld } from '../core/common/world';
import { ActiveKey } from './profiles/activeKey';
import { copyAs, originFor } from './requests/copyAs';
import { registerBodyEditor } from './language/registerBodyEditor';
import { Completer } from './suggestions/completer';
import { createDestinations } from './profiles/destinations';
import { Drafts } from './requests/drafts';
import { Fixes } from './fixes/fixes';
import { followOthers } from './composeState';
import { loadSandbox } from './profiles/loadSandbox';
import { composeCredits } from './composeCredits';
import { composeProfiles } from './composeProfiles';
import { keylessStore } from './runs/keylessStore';
import { createStory } from './common/log';
import { LostKeys } from './profiles/lostKeys';
import { Network } from './network/network';
import { Panels } from './panel/panels';
import type { Parts } from './parts';
import { RecentValues } from './requests/recentValues';
import { SandboxHost } from './profiles/sandboxHost';
import { Sender } from './runs/sender';
import { historyBounds, limitSettings, retrySettings } from './common/settings';
import { profileForKey, storeKey } from './profiles/storeKey';
import { createVocabulary } from './suggestions/createVocabulary';
import { TellLateEnd } from './runs/tellLateEnd';
import { CreditsStatus } from './views/creditsStatus';
import { FailedStatus } from './views/failedStatus';
import { HistoryTree } from './views/historyTree';
import { OperationsTree } from './views/operationsTree';
import { leftOutWords } from './words/leftOutWords';

/** Makes the parts and hands them to each other. But for a few small things that are kept, nothing is read by that. */
export function compose(context: ExtensionContext) {
  const { extensionUri, subscriptions } = context;
  const base = composeProfiles(context);
  const { globalState, settled, tell, log, profiles, keys, known, finder, failed } = base;
  const sandbox = new SandboxHost(loadSandbox, globalState, log);
  const network = new Network(
    String((context.extension.packageJSON as { version: unknown }).version),
    log,
    known,
  );
  const window = { pid: process.pid, id: randomUUID() };
  const surroundings = { window, alive, now: Date.now };
  const historyFolder = path.join(context.globalStorageUri.fsPath, 'history');
  const history = new History({
    ...surroundings,
    store: keylessStore(historyFolder, base),
    bounds: historyBounds,
    failed,
    leftOut: rows => log.warn(leftOutWords(rows, historyFolder)),
  });
  const bodies = new Bodies(id => history.readBody(id));
  const credits = composeCredits({ ...base, context, history, bodies, surroundings });
  const { balances, prices, ledger, spending, guard, keptAnswers, settling } = credits;
  const shared = createSharedLimits();
  const transport = () => Promise.resolve(network.transport());
  const destinations = createDestinations(profiles, keys, sandbox, log);
  const vocabulary = createVocabulary(context.globalStorageUri, log, {
    shared,
    transport,
    destination: (profile, operation) => destinations.destination(profile, operation),
  });
  const explorer = new Explorer({
    world: realWorld,
    history,
    bodies,
    shared,
    budget: createRetryBudget(),
    window,
    keys: finder,
    transport,
    ...destinations,
    balanceOf: name => {
      const known = balances.of(name);
      return known && { credits: known.credits, at: new Date(known.at).toISOString() };
    },
    priceOf: (profile, operationId) => prices.of(profile, operationId),
    offerKept: keptAnswers.offer,
    admit: (...run) => guard.admit(...run),
    withdraw: exchange => guard.withdraw(exchange),
    settings: () => ({ retry: retrySettings(), limits: limitSettings() }),
    failed,
  });
  const drafts = new Drafts(globalState, finder);
  const recent = new RecentValues(globalState, finder, failed);
  const sender = new Sender(explorer, profiles, recent, globalState);
  const lateEnd: TellLateEnd = new TellLateEnd({
    tell,
    panelOf: id => panels.panelOf(id),
    show: async id => {
      const row = history.get(id);
      if (row) await panels.showRun(row);
    },
    failed,
  });
  const completer = new Completer({ profiles, history, bodies, keys }, vocabulary);
  const fixes = new Fixes({
    log,
    tell,
    profiles,
    keys,
    history,
    bodies,
    drafts,
    sender,
    spending,
    kept: keptAnswers,
    guard,
  });
  const activeKey = new ActiveKey(profiles, keys, sandbox, () => {
    panels.refresh();
    status.refresh();
    operations.reprice();
  });
  const keyPlace = () => ({ keys: known, storeFor: profileForKey(profiles)?.name });
  const lostKeys = new LostKeys(profiles, keys, tell, failed);
  const panels: Panels = new Panels({
    extensionUri,
    words: l10n.bundle ?? {},
    locale: env.language,
    log,
    tell,
    explorer,
    history,
    bodies,
    drafts,
    completer,
    profileBadge: () => ({ name: profiles.active.name, badge: activeKey.badge }),
    requestContext: () => ({
      billed: activeKey.billed,
      estimate: draft => spending.priced(draft, profiles.active.name),
      recent: name => recent.of(name),
      keyPlace: keyPlace(),
    }),
    send: (draft, panel) =>
      void sender
        .send(draft, {
          onStart: exchange => void panel.show(draft.operationId, exchange).catch(failed),
        })
        // Who started it in the panel is looking at it: the explanation gets the focus.
        .then(({ id, diagnosis }) => {
          if (diagnosis && panel.exchange?.id === id) panel.focus({ on: 'card' });
        })
        .catch(failed),
    applyFix: (exchange, fix, panel) => fixes.apply(exchange, fix, panel),
    showElsewhere: async (exchange, draft) => {
      await panels.show(exchange.operationId, exchange, { ...(draft && { draft }) });
    },
    keysReady: () => keys.ready(),
    storeKey: key => storeKey(parts, key),
    copyAs: draft => copyAs(draft, () => originFor(profiles.active, sandbox), { keys, tell }),
  });
  const running = () => explorer.running().flatMap(id => history.get(id)?.exchange ?? []);
  const status = new CreditsStatus({
    balances,
    profiles,
    running,
    today: () => spending.today(),
  });
  const operations: OperationsTree = new OperationsTree(operation => ({
    billed: activeKey.billed,
    estimate: spending.priced(drafts.get(operation), profiles.active.name),
  }));
  const repriced = () => {
    panels.refresh();
    operations.reprice();
  };
  const failedStatus = new FailedStatus();
  const runs = new HistoryTree(history);
  const story = createStory(log);
  subscriptions.push(
    log,
    profiles,
    keys,
    network,
    balances,
    activeKey,
    lostKeys,
    drafts,
    settling,
    credits.reconciling,
    status,
    failedStatus,
    operations,
    runs,
    balances.onDidForget(profile => void vocabulary.forget(profile).catch(failed)),
    workspace.onDidChangeConfiguration(change => {
      // Whoever lowers a bound wants less to be kept from now on, not from the next run on.
      if (!change.affectsConfiguration('jobo.history')) return;
      void history.load().then(() => history.flush(), failed);
    }),
    balances.onDidChange(() => status.refresh()),
    balances.onDidForget(profile => void prices.forget(profile).then(repriced, failed)),
    ...followOthers(globalState, { profiles, keys, balances, repriced }),
    ...registerBodyEditor({ drafts, keyPlace, completer, failed }),
    drafts.onDidChange(({ operationId }) => operations.reprice([operationId])),
    drafts.onDidChange(change => panels.draftChanged(change)),
    // Each listener goes its own way; none calls another, none calls back.
    explorer.onDidChange(exchange => panels.update(exchange)),
    explorer.onDidChange(exchange => lateEnd.onExchange(exchange)),
    explorer.onDidChange(exchange => failedStatus.onExchange(exchange)),
    explorer.onDidChange(exchange => operations.onExchange(exchange)),
    explorer.onDidChange(exchange => story(exchange)),
    explorer.onDidChange(exchange => void balances.onExchange(exchange).catch(failed)),
    explorer.onDidChange(exchange => void guard.take(exchange)),
    explorer.onDidChange(exchange => {
      prices.onExchange(exchange).then(learned => learned && repriced(), failed);
    }),
    explorer.onDidChange(exchange => settling.take(exchange)),
    explorer.onDidChange(() => setTimeout(() => status.refresh())),
  );
  const parts: Parts = {
    state: globalState,
    log,
    tell,
    profiles,
    keys,
    sandbox,
    network,
    history,
    bodies,
    explorer,
    balances,
    completer,
    drafts,
    recent,
    sender,
    spending,
    panels,
    fixes,
  };
  const close = async () => {
    const ended = Promise.allSettled([explorer.dispose(), vocabulary.close()]).then(() =>
      Promise.allSettled([network.close(), sandbox.dispose(), ledger.flush(), settled()]),
    );
    // The editor waits no longer than a few seconds for all extensions together.
    await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 1_800).unref())]);
  };
  const spentToday = { spending, onDidSettle: guard.onDidSettle, failed };
  return { parts, operations, runs, spentToday, activeKey, lostKeys, close };
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
