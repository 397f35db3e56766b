import path from 'node:path';
import type { ExtensionContext } from 'vscode';
import { Ledger } from '../core/credits/ledger';
import { Reconciling } from '../core/credits/reconciling';
import { Settling } from '../core/credits/settling';
import { SpendingGuard } from '../core/credits/spendingGuard';
import { ledgerFolder } from '../core/disk/ledgerFolder';
import type { ComposedHistory } from './composeHistory';
import type { ComposedProfiles } from './composeProfiles';
import { Balances } from './credits/balances';
import { KeptAnswers } from './credits/keptAnswers';
import { Prices } from './credits/prices';
import { Costs } from './credits/costs';
import { askToSpend } from './credits/askToSpend';
import { spendLimits } from './common/settings';
import { spendingSession } from './credits/spendingSession';

interface Base extends ComposedProfiles, ComposedHistory {
  readonly context: ExtensionContext;
}

/** What runs may cost and what they took: the wallet, the prices, the ledger, and the guard before each metered run. */
export function composeCredits(base: Base) {
  const { context, globalState, workspaceState, profiles, keys, history, surroundings } = base;
  const balances = new Balances(globalState);
  const prices = new Prices(globalState, base.failed);
  const ledger = new Ledger(ledgerFolder(path.join(context.globalStorageUri.fsPath, 'spending')));
  const costs = new Costs(ledger, prices, profiles, keys);
  const keptAnswers = new KeptAnswers(base);
  const guard = new SpendingGuard({
    ledger,
    session: () => spendingSession(workspaceState, Date.now(), base.failed),
    window: surroundings.window,
    limits: spendLimits,
    estimate: (profile, draft) => costs.guarded(draft, profile),
    isBilled: profile => costs.isBilled(profile),
    kept: keptAnswers.find,
    // What a killed window has left behind counts against the limits as its rows say; another may have learned a price.
    ready: () =>
      Promise.all([globalState.refresh(), history.load().then(() => reconciling.done())]),
    ask: async (question, signal) => {
      const answer = await askToSpend(question, signal);
      if (answer === 'kept' && question.kept) keptAnswers.tellShown(question.kept);
      return answer;
    },
    now: Date.now,
    failed: base.failed,
  });
  const settling = new Settling({
    history,
    walletSince: profile => balances.since(profile),
    settled: exchange => void guard.take(exchange),
    failed: base.failed,
  });
  const reconciling: Reconciling = new Reconciling({
    ...surroundings,
    history,
    ledger,
    guard,
    failed: base.failed,
  });
  return { balances, prices, ledger, costs, guard, settling, reconciling };
}

export type ComposedCredits = ReturnType<typeof composeCredits>;
