import type { BodyView, Tab } from '../../protocol';
import type { ActionParts } from './actionParts';

/** What is on screen, and what belongs to neither the request nor the run. */
export interface ViewActions {
  readonly chooseTab: (tab: Tab) => void;
  readonly chooseBodyView: (view: BodyView) => void;
  readonly switchProfile: () => void;
  readonly openDocs: () => void;
  readonly dismiss: () => void;
  /** Shows what went wrong with a call made elsewhere in the page. */
  readonly fail: (reason: unknown) => void;
}

export function viewActions({
  host,
  dispatch,
  fail,
  run,
  withOperation,
}: ActionParts): ViewActions {
  return {
    chooseTab: tab => dispatch({ type: 'tabChosen', tab }),
    chooseBodyView: view => dispatch({ type: 'bodyViewChosen', view }),
    switchProfile: () => run(() => host.call('profile/switch', null)),
    openDocs: () => withOperation(operationId => host.call('docs/open', { operationId })),
    dismiss: () => dispatch({ type: 'dismissed' }),
    fail,
  };
}
