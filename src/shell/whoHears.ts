import { window, workspace } from 'vscode';
import type { ComposedCredits } from './composeCredits';
import type { ComposedHistory } from './composeHistory';
import type { ComposedPanels } from './composePanels';
import type { ComposedProfiles } from './composeProfiles';
import type { ComposedRuns } from './composeRuns';
import type { ComposedViews } from './composeViews';

export type Composed = ComposedProfiles &
  ComposedHistory &
  ComposedCredits &
  ComposedRuns &
  ComposedPanels &
  ComposedViews;

/** Of the editor or of ours. */
type Event<T> = (listener: (value: T) => void) => { dispose(): void };

/**
 * Who hears what: parts that do not know each other are joined here and nowhere else. Each listener goes its own way; none
 * calls another, none calls back to whoever fires.
 */
export function whoHears(all: Composed): readonly { dispose(): void }[] {
  /** What a listener rejects with is logged. */
  const hear: Hear = (event, ...listeners) =>
    listeners.map(listener =>
      event(value => {
        const work = listener(value);
        if (work instanceof Promise) work.catch(all.failed);
      }),
    );
  return [runs, profiles, costsAndDrafts, otherWindows, settings].flatMap(rows => rows(all, hear));
}

type Hear = <T>(
  event: Event<T>,
  ...listeners: readonly ((value: T) => unknown)[]
) => readonly { dispose(): void }[];

/** A run of this window has moved on. */
function runs(all: Composed, hear: Hear) {
  const { panels, lateEnd, afterwards, balances, book, prices } = all;
  return hear(
    all.explorer.onDidChange,
    exchange => panels.update(exchange),
    exchange => lateEnd.onExchange(exchange),
    exchange => balances.onExchange(exchange),
    exchange => book.onExchange(exchange),
    exchange => prices.onExchange(exchange),
    exchange => all.settling.onExchange(exchange),
    exchange => afterwards.add(exchange),
  );
}

/** Which profile is active, and what is known of its key. */
function profiles(all: Composed, hear: Hear) {
  const { activeKey, lostKeys, keys, panels, status, operations } = all;
  return [
    ...hear(
      all.profiles.onDidChange,
      () => activeKey.refresh(),
      () => lostKeys.check(),
    ),
    ...hear(keys.onDidChange, () => activeKey.refresh()),
    ...hear(keys.onDidLearn, () => all.sweep()),
    ...hear(all.sandbox.onDidChange, () => activeKey.refresh()),
    ...hear(
      activeKey.onDidChange,
      () => panels.refresh(),
      () => status.refresh(),
      () => operations.reprice(),
    ),
  ];
}

/** What is known of wallets and prices, and what is written into forms. */
function costsAndDrafts(all: Composed, hear: Hear) {
  const { balances, prices, drafts, panels, operations } = all;
  return [
    ...hear(balances.onDidChange, () => all.status.refresh()),
    ...hear(
      balances.onDidForget,
      profile => all.vocabulary.forget(profile),
      profile => prices.forget(profile),
    ),
    ...hear(
      prices.onDidChange,
      () => panels.refresh(),
      () => operations.reprice(),
    ),
    ...hear(
      drafts.onDidChange,
      ({ operationId }) => operations.reprice([operationId]),
      change => panels.draftChanged(change),
    ),
  ];
}

/** What other windows have kept; looked for as soon as this one is worked in again. */
function otherWindows(all: Composed, hear: Hear) {
  const { globalState, keys, balances, prices } = all;
  return [
    ...hear(window.onDidChangeWindowState, ({ focused }) => focused && globalState.refresh()),
    ...hear(
      globalState.onDidRead,
      names => names.has('jobo.profiles') && all.profiles.changedElsewhere(),
      names => names.has('jobo.profiles') && keys.learnAgain(),
      names => names.has('jobo.balances') && balances.changedElsewhere(),
      names => names.has('jobo.prices') && prices.changedElsewhere(),
    ),
  ];
}

function settings({ network, history }: Composed, hear: Hear) {
  return hear(
    workspace.onDidChangeConfiguration,
    change =>
      (change.affectsConfiguration('http') || change.affectsConfiguration('jobo.network')) &&
      network.renew(),
    // Whoever lowers a bound wants less to be kept from now on, not from the next run on.
    change =>
      change.affectsConfiguration('jobo.history') && history.load().then(() => history.flush()),
  );
}
