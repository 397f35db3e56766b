import type { Host } from '../host/host';
import type { Action, State } from '../state';
import { t } from '../words';
import { UnsentDraft } from './unsentDraft';

/** What the actions of the panel share. */
export interface ActionParts {
  readonly host: Host;
  readonly state: () => State;
  readonly dispatch: (action: Action) => void;
  readonly unsent: UnsentDraft;
  /** Shows why something did not work. */
  readonly fail: (reason: unknown) => void;
  /** Starts the work and shows why it failed, if it does. */
  readonly run: (work: () => Promise<unknown>) => void;
  /** Does nothing while no run is on screen. */
  readonly withExchange: (work: (exchangeId: string) => Promise<unknown>) => void;
  /** Does nothing while no request is on screen. */
  readonly withOperation: (work: (operationId: string) => Promise<unknown>) => void;
}

export function makeParts(
  host: Host,
  state: () => State,
  dispatch: (action: Action) => void,
): ActionParts {
  const fail = (reason: unknown) => {
    const sentence = reason instanceof Error ? reason.message : t('That did not work.');
    dispatch({ type: 'failed', sentence });
  };
  const run = (work: () => Promise<unknown>) => {
    work().catch(fail);
  };
  return {
    host,
    state,
    dispatch,
    unsent: new UnsentDraft(host, dispatch, fail),
    fail,
    run,
    withExchange: work => {
      const id = state().exchange?.id;
      if (id !== undefined) run(() => work(id));
    },
    withOperation: work => {
      const id = state().request?.operation.id;
      if (id !== undefined) run(() => work(id));
    },
  };
}
