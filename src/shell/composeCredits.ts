import path from 'node:path';
import type { ExtensionContext } from 'vscode';
import { Ledger } from '../core/credits/ledger';
import { Reconciling } from '../core/credits/reconciling';
import { Settling } from '../core/credits/settling';
import { SpendingBook } from '../core/credits/spendingBook';
import { SpendingGuard, type SpendingGuardOptions } from '../core/credits/spendingGuard';
import { ledgerFolder } from '../core/disk/ledgerFolder';
import { spendLimits } from './common/settings';
import type { ComposedHistory } from './composeHistory';
import type { ComposedProfiles } from './composeProfiles';
import { askToSpend } from './credits/askToSpend';
import { Balances } from './credits/balances';
import { Costs } from './credits/costs';
import { KeptAnswers } from './credits/keptAnswers';
import { Prices } from './credits/prices';
import { spendingSession } from './credits/spendingSession';

interface Base extends ComposedProfiles, ComposedHistory {
  readonly context: ExtensionContext;
}

/** What runs may cost and what they took: the wallet, the prices, the ledger, and the guard before each metered run. */
export function composeCredits(base: Base) {
  const { context, globalState, workspaceState, profiles, keys, failed } = base;
  const { history, surroundings } = base;
  const balances = new Balances(globalState);
  const prices = new Prices(globalState, failed);
  const ledger = new Ledger(ledgerFolder(path.join(context.globalStorageUri.fsPath, 'spending')));
  const costs = new Costs(ledger, prices, profiles, keys);
  const session = () => spendingSession(workspaceState, Date.now(), failed);
  const { mask } = base.tell;
  const book = new SpendingBook({ ...surroundings, ledger, session, mask, failed });
  const estimate: SpendingGuardOptions['estimate'] = (profile, draft) =>
    costs.guarded(draft, profile);
  const reconciling = new Reconciling({
    ...surroundings,
    history,
    ledger,
    book,
    estimate,
    failed,
  });
  const guard = createGuard(base, { book, reconciling, costs, estimate });
  const settling = new Settling({
    history,
    walletSince: profile => balances.since(profile),
    settled: exchange => void book.onExchange(exchange),
    failed,
  });
  return { balances, prices, ledger, costs, book, guard, settling, reconciling };
}

export type ComposedCredits = ReturnType<typeof composeCredits>;

interface GuardParts extends Pick<SpendingGuardOptions, 'book' | 'estimate'> {
  readonly reconciling: Reconciling;
  readonly costs: Costs;
}

function createGuard(base: Base, { reconciling, costs, ...parts }: GuardParts): SpendingGuard {
  const keptAnswers = new KeptAnswers(base);
  return new SpendingGuard({
    ...parts,
    limits: spendLimits,
    isBilled: profile => costs.isBilled(profile),
    kept: keptAnswers.find,
    // What a killed window has left behind counts against the limits as its rows say; another may have learned a price.
    ready: () =>
      Promise.all([base.globalState.refresh(), base.history.load().then(() => reconciling.done())]),
    ask: async (question, signal) => {
      const answer = await askToSpend(question, signal);
      if (answer === 'kept' && question.kept) keptAnswers.tellShown(question.kept);
      return answer;
    },
    failed: base.failed,
  });
}
