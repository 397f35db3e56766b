import type { ExtensionContext } from 'vscode';
import { orAbsent } from '../core/common/orAbsent';
import { realWorld } from '../core/common/world';
import { Explorer } from '../core/explorer';
import { createRetryBudget } from '../core/retry/retryBudget';
import { createSharedLimits } from '../core/retry/sharedLimits';
import { inTime } from './common/inTime';
import { limitSettings, retrySettings } from './common/settings';
import type { ComposedCredits } from './composeCredits';
import type { ComposedHistory } from './composeHistory';
import type { ComposedProfiles } from './composeProfiles';
import { Network } from './network/network';
import { createDestinations } from './profiles/destinations';
import { RecentValues } from './requests/recentValues';
import { Sender } from './runs/sender';
import { SendAndShow } from './runs/sendAndShow';
import { Suggester } from './suggestions/suggester';
import { createVocabulary } from './suggestions/createVocabulary';

type Base = ComposedProfiles & ComposedHistory & ComposedCredits;

/** What takes a draft to an answer. Suggestions share its transport and its limits. */
export function composeRuns(context: ExtensionContext, base: Base) {
  const { globalState, profiles, keys, finder, known, log, failed } = base;
  const { version } = context.extension.packageJSON as { version: unknown };
  const network = new Network(String(version), log, known);
  const destinations = createDestinations(base);
  const shared = createSharedLimits();
  const transport = () => Promise.resolve(network.transport());
  // Where it fails, the send finds that out, too, and tells it.
  const load = () =>
    void orAbsent(
      () => network.transport(),
      () => undefined,
    );
  const { destination } = whileRead(destinations, load);
  const vocabulary = createVocabulary(context.globalStorageUri, log, {
    shared,
    transport,
    destination,
  });
  const explorer = createExplorer(base, { ...destinations, destination, shared, transport });
  const recent = new RecentValues(globalState, finder, failed);
  const sender = new Sender(explorer, profiles, recent, keys, globalState);
  const latest = (id: string) => base.history.get(id)?.exchange;
  const sendAndShow = new SendAndShow({ sender, latest, failed });
  const suggester = new Suggester(base, vocabulary);
  return { network, vocabulary, explorer, recent, sender, sendAndShow, suggester };
}

export type ComposedRuns = ReturnType<typeof composeRuns>;

/** In ms: enough for the question about a key to leave this process, and more than a look at a held one takes. */
const asksMs = 5;

/** The first key of a window comes from the editor; the code that sends can be loaded meanwhile. */
const whileRead = (
  { destination }: ReturnType<typeof createDestinations>,
  load: () => void,
): Pick<ExplorerParts, 'destination'> => ({
  async destination(...asked) {
    const stop = inTime(load, asksMs);
    try {
      return await destination(...asked);
    } finally {
      stop();
    }
  },
});

type ExplorerParts = ConstructorParameters<typeof Explorer>[0];

function createExplorer(
  { surroundings, history, bodies, finder, balances, prices, guard, failed }: Base,
  way: Pick<ExplorerParts, 'shared' | 'transport' | 'destination' | 'originOf' | 'accountOf'>,
): Explorer {
  return new Explorer({
    ...way,
    world: realWorld,
    history,
    bodies,
    budget: createRetryBudget(),
    window: surroundings.window,
    keys: finder,
    balanceOf: name => {
      const balance = balances.of(name);
      return balance && { credits: balance.credits, at: new Date(balance.at).toISOString() };
    },
    priceOf: (profile, operationId) => prices.of(profile, operationId),
    guard,
    settings: () => ({ retry: retrySettings(), limits: limitSettings() }),
    failed,
  });
}
