import type { Host } from '../host/host';
import type { Action, State } from '../state';
import { makeParts } from './actionParts';
import { draftActions, type DraftActions } from './draftActions';
import { runActions, type RunActions } from './runActions';
import { sendActions, type SendActions } from './sendActions';
import { viewActions, type ViewActions } from './viewActions';

/** What a person can do in the panel. Nothing rejects: a failure is shown as the notice. */
export interface PanelActions extends DraftActions, SendActions, RunActions, ViewActions {}

export function createActions(
  host: Host,
  state: () => State,
  dispatch: (action: Action) => void,
): PanelActions {
  const parts = makeParts(host, state, dispatch);
  return {
    ...draftActions(parts),
    ...sendActions(parts),
    ...runActions(parts),
    ...viewActions(parts),
  };
}
