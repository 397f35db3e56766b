import { orAbsent } from '../core/common/orAbsent';
import type { Exchange } from '../core/exchange';
import { Afterwards } from './common/afterwards';
import { createStory } from './common/log';
import type { ComposedCredits } from './composeCredits';
import type { ComposedHistory } from './composeHistory';
import type { ComposedPanels } from './composePanels';
import type { ComposedProfiles } from './composeProfiles';
import type { ComposedRuns } from './composeRuns';
import { CreditsStatus } from './views/creditsStatus';
import { FailedStatus } from './views/failedStatus';
import { HistoryTree } from './views/historyTree';
import { OperationsTree } from './views/operationsTree';

type Base = ComposedProfiles & ComposedHistory & ComposedCredits & ComposedRuns & ComposedPanels;

/** Everything besides the panels that shows runs: status bar, trees and log. */
export function composeViews(base: Base) {
  const { log, profiles, activeKey, balances, costs, book, explorer, history, drafts } = base;
  const status = new CreditsStatus({
    balances,
    profiles,
    running: () => explorer.running().flatMap(id => history.get(id)?.exchange ?? []),
    today: () => costs.today(),
  });
  const operations = new OperationsTree(operation => ({
    billed: activeKey.billed,
    estimate: costs.priced(drafts.get(operation), profiles.active.name),
  }));
  const failedStatus = new FailedStatus();
  const historyTree = new HistoryTree(history);
  const spentToday = { costs, onDidSettle: book.onDidSettle, failed: base.failed };
  const story = createStory(log);
  // Each of them talks to the editor, which takes longer than a small request: the answer does not wait for it.
  const afterwards = new Afterwards<Exchange>({
    tell(exchanges) {
      const tellings = exchanges.flatMap(exchange => [
        () => story(exchange),
        () => failedStatus.onExchange(exchange),
        () => operations.onExchange(exchange),
      ]);
      for (const telling of [...tellings, () => status.refresh()]) orAbsent(telling, base.failed);
    },
  });
  return { status, failedStatus, operations, historyTree, spentToday, afterwards };
}

export type ComposedViews = ReturnType<typeof composeViews>;
