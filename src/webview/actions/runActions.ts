import { isBusy } from '../state';
import { t } from '../words';
import type { ActionParts } from './actionParts';

/** What a person does with the run on screen. */
export interface RunActions {
  readonly stop: () => void;
  readonly sendNow: () => void;
  /** Shows the run that this one came of, or the last one that came of it. */
  readonly showRun: (which: 'before' | 'newest') => void;
  readonly applyFix: (index: number) => void;
  /** Resolves with whether the report is on the clipboard. */
  readonly copyReport: () => Promise<boolean>;
  readonly openWhy: () => void;
}

export function runActions(parts: ActionParts): RunActions {
  const { host, unsent, withExchange } = parts;
  return {
    stop: () => withExchange(exchangeId => host.call('exchange/cancel', { exchangeId })),
    sendNow: () => withExchange(exchangeId => host.call('exchange/sendNow', { exchangeId })),
    showRun: which =>
      withExchange(async exchangeId => {
        // What has been typed becomes the person's draft before another request takes its place.
        await unsent.report();
        await host.call('run/show', { exchangeId, which });
      }),
    applyFix: fixOneAtATime(parts),
    copyReport: () => copyReport(parts),
    openWhy: () => withExchange(exchangeId => host.call('why/open', { exchangeId })),
  };
}

/** A fix is applied only while no other is: a second click on it could buy the same thing twice. */
function fixOneAtATime({ host, state, unsent, withExchange }: ActionParts): RunActions['applyFix'] {
  let isFixing = false;
  return index =>
    withExchange(async exchangeId => {
      if (isFixing || isBusy(state())) return;
      isFixing = true;
      try {
        await unsent.report();
        await host.call('fix/apply', { exchangeId, index });
      } finally {
        isFixing = false;
      }
    });
}

async function copyReport({ host, state, dispatch, fail }: ActionParts): Promise<boolean> {
  const exchangeId = state().exchange?.id;
  if (exchangeId === undefined) return false;
  dispatch({ type: 'said', sentence: '' });
  try {
    await host.call('report/copy', { exchangeId });
  } catch (reason) {
    fail(reason);
    return false;
  }
  dispatch({ type: 'said', sentence: t('Report copied.') });
  return true;
}
