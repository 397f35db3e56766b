import { l10n } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import type { Exchange } from '../../core/exchange';
import type { CallName, Calls, PanelState, PanelView } from '../../protocol';
import type { PanelParts } from './panelParts';
import type { Message } from './parseMessage';
import type { Shown } from './shown';
import type { Stage } from './stage';

/** The panel whose page calls. */
export interface CallingPanel extends Stage {
  readonly shown: Shown;
  /** What the page remembers after a reload. */
  restore(state: PanelState): Promise<void>;
  view(): Promise<PanelView>;
  /** The request of an older run that is shown becomes the draft of the operation, as by any edit of the form. */
  keepShownDraft(operation: Operation): Promise<void>;
}

/** Input: whatever it says is looked at before it is used. */
export type Params = Message['params'];

type Result<K extends CallName> = Calls[K]['result'];

/** How each call is answered; a rejection has a sentence for the person. */
export type Handlers = {
  readonly [K in CallName]: (
    params: Params,
    panel: CallingPanel,
    parts: PanelParts,
  ) => Result<K> | Promise<Result<K>>;
};

export function operationOf(id: unknown): Operation {
  const operation = typeof id === 'string' ? findOperation(id) : undefined;
  if (!operation)
    throw new Error(
      l10n.t('This operation is not in the catalog. Choose one in the Operations view.'),
    );
  return operation;
}

/** The page may only name the run that its panel shows. */
export function shownRun({ exchangeId }: Params, { exchange }: CallingPanel): Exchange {
  if (!exchange || exchange.id !== exchangeId) {
    throw new Error(l10n.t('Another run is shown by now. Open this one again in History.'));
  }
  return exchange;
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, 1_000) : '';

/** A whole number from 0; 0 for whatever else is given. */
export function whole(value: unknown): number {
  const number = Math.trunc(Number(value));
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}
