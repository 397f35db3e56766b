import { l10n } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import type { Exchange } from '../../core/exchange';
import type { CallName, Calls, PanelState, PanelView } from '../../protocol';
import type { PanelParts } from './panelParts';
import type { Message } from './parseMessage';
import type { Shown } from './shown';
import type { Stage } from './stage';

/** The panel whose page made a call. */
export interface CallingPanel extends Stage {
  readonly shown: Shown;
  /** Restores what the page remembers after a reload. */
  restore(state: PanelState): Promise<void>;
  view(): Promise<PanelView>;
  /** Makes the request in the form the operation's draft, where it is that of an older run; an edit does the same. */
  keepShownDraft(operation: Operation): Promise<void>;
}

/** Untrusted input: every member is checked before it is used. */
export type Params = Message['params'];

type Result<K extends CallName> = Calls[K]['result'];

/** A handler for each call. A rejection carries a sentence for the person. */
export type Handlers = {
  readonly [K in CallName]: (
    params: Params,
    panel: CallingPanel,
    parts: PanelParts,
  ) => Result<K> | Promise<Result<K>>;
};

/** The operation that the page names. Throws for an unknown one. */
export function operationOf(id: unknown): Operation {
  const operation = typeof id === 'string' ? findOperation(id) : undefined;
  if (!operation)
    throw new Error(
      l10n.t('This operation is not in the catalog. Choose one in the Operations view.'),
    );
  return operation;
}

/** The run that the panel shows. Throws where the page names another one. */
export function shownRun({ exchangeId }: Params, { exchange }: CallingPanel): Exchange {
  if (!exchange || exchange.id !== exchangeId) {
    throw new Error(l10n.t('Another run is shown by now. Open this one again in History.'));
  }
  return exchange;
}

/** At most 1,000 characters of a text; empty for any other value. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, 1_000) : '';

/** A whole number of at least 0; 0 for any other value. */
export function whole(value: unknown): number {
  const number = Math.trunc(Number(value));
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}
