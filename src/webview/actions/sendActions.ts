import { SendHolds } from '../form/sendHolds';
import { isBusy } from '../state';
import { t } from '../words';
import type { ActionParts } from './actionParts';

/** Sending the request on screen. */
export interface SendActions {
  /** Sends, unless a field cannot be read: then that field gets the focus. */
  readonly send: (options?: { readonly anyway: boolean }) => void;
  /** Nothing is sent until the returned function is called: the control with this id shows what is no value. */
  readonly holdSend: (id: string, name: string) => () => void;
}

export function sendActions(parts: ActionParts): SendActions {
  const holds = new SendHolds();
  return {
    send: options => parts.run(() => send(parts, holds, options?.anyway ?? false)),
    holdSend: holds.hold,
  };
}

async function send(
  { host, state, dispatch, unsent }: ActionParts,
  holds: SendHolds,
  anyway: boolean,
): Promise<void> {
  const drawn = state().request?.draft;
  if (drawn === undefined || isBusy(state())) return;
  const unreadable = holds.focusFirst();
  if (unreadable !== undefined) {
    const sentence = t('{0} cannot be read as it stands. Correct it, or empty it.', unreadable);
    dispatch({ type: 'failed', sentence });
    return;
  }
  dispatch({ type: 'sendStarted' });
  // An edit that came with the same key press may not have been drawn yet, so the unsent draft wins over the drawn one.
  const typed = unsent.take();
  const draft = typed?.operationId === drawn.operationId ? typed : drawn;
  dispatch({ type: 'reported', draft });
  const answer = await host.call('exchange/send', { draft, anyway });
  dispatch({ type: 'sendAnswered', draft, ...answer });
}
