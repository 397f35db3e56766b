import { findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import { isSettled, type Exchange } from '../../core/exchange';
import type { History } from '../../core/history/history';
import { runChainOf, type RunChain } from '../../core/history/runChain';
import type { Draft } from '../../core/request/draft';
import { isSameDraft } from '../../core/request/sameDraft';
import type { Bodies } from '../../core/run/answerBodies';
import type { PanelState, RequestView } from '../../protocol';
import type { DraftChange, Drafts } from '../requests/drafts';
import { requestView, type RequestContext } from './requestView';
import { shownBody, type ShownBody } from './shownBody';

export interface ShownParts {
  readonly history: History;
  readonly bodies: Bodies;
  readonly drafts: Drafts;
  requestContext(): RequestContext;
}

/** The content of a panel: an operation, a run of it with its body, and for an older run its request. */
export class Shown {
  readonly #parts: ShownParts;
  #operationId: string | undefined;
  #exchange: Exchange | undefined;
  #body: Promise<ShownBody | undefined> | undefined;
  #draft: Draft | undefined;
  #version: object | undefined;

  constructor(parts: ShownParts) {
    this.#parts = parts;
  }

  get operationId(): string | undefined {
    return this.#operationId;
  }

  get operation(): Operation | undefined {
    return this.#operationId === undefined ? undefined : findOperation(this.#operationId);
  }

  get exchange(): Exchange | undefined {
    return this.#exchange;
  }

  /**
   * Replaced by each {@link show}, so that a late drawing sees that it is stale. Undefined until something is shown: a
   * restored panel shows nothing before its page has reported.
   */
  get version(): object | undefined {
    return this.#version;
  }

  /** @param draft the draft that the run was sent from, where it is an older run */
  show(
    operationId: string | undefined,
    exchange: Exchange | undefined,
    draft: Draft | undefined,
  ): void {
    this.#version = {};
    this.#operationId = operationId;
    // History cuts a request that is too long. A part of it must not be sent as if it were the whole.
    const isCut = exchange !== undefined && this.#parts.history.get(exchange.id)?.cut;
    this.#draft = isCut ? undefined : draft;
    this.#setExchange(exchange);
  }

  /** Shows what the page remembers, as far as it still exists, unless something else was shown already. */
  async restore({ operationId, exchangeId, ofRun }: PanelState): Promise<void> {
    const { history } = this.#parts;
    const isShowing = () => this.#version !== undefined;
    if (!isShowing() && exchangeId !== undefined) await history.find(exchangeId);
    // Something may have been shown while History was read.
    if (isShowing()) return;
    this.#version = {};
    const row = exchangeId === undefined ? undefined : history.get(exchangeId);
    this.#operationId = operationId;
    this.#setExchange(row?.exchange);
    if (row && !row.cut && ofRun && this.isEdited(row.exchange)) this.#draft = row.draft;
  }

  /** Takes the new state of a run. @returns false where another run is shown */
  update(exchange: Exchange): boolean {
    if (exchange.id !== this.#exchange?.id) return false;
    this.#setExchange(exchange);
    return true;
  }

  #setExchange(exchange: Exchange | undefined): void {
    const isSameBody =
      this.#exchange?.id === exchange?.id && this.#exchange?.body === exchange?.body;
    if (!isSameBody) this.#body = undefined;
    this.#exchange = exchange;
    if (exchange) this.#operationId = exchange.operationId;
  }

  /** The body of the shown run, opened once. Undefined before the run has settled, and where no body is kept. */
  body(): Promise<ShownBody | undefined> {
    const exchange = this.#exchange;
    if (!exchange || !isSettled(exchange) || exchange.body.bytes === 0)
      return Promise.resolve(undefined);
    return (this.#body ??= this.#parts.bodies
      .content(exchange.id)
      .then(content => content && shownBody(content.bytes, exchange)));
  }

  /** The runs before and after a run that it is linked to by fixes or by sending again. */
  chainOf({ id }: Exchange): RunChain {
    return runChainOf(this.#parts.history, id);
  }

  /** Whether the form holds another request than the one that the run was sent from. */
  isEdited({ id, operationId }: Exchange): boolean {
    const operation = findOperation(operationId);
    const row = this.#parts.history.get(id);
    return !!row && !!operation && !isSameDraft(this.draftOf(operation), row.draft);
  }

  request(): RequestView | undefined {
    const { operation } = this;
    if (!operation) return undefined;
    const view = requestView(this.draftOf(operation), operation, this.#parts.requestContext());
    return { ...view, ...(this.#holdsOlder(operation) && { ofRun: true }) };
  }

  /** Whether the form holds the request of an older run that differs from the operation's draft. */
  #holdsOlder(operation: Operation): boolean {
    const of = this.#exchange && this.#draft;
    return of?.operationId === operation.id && !isSameDraft(of, this.#parts.drafts.get(operation));
  }

  /** The draft in the form: the request of the older run on screen, else the operation's draft. */
  draftOf(operation: Operation): Draft {
    return this.#draft?.operationId === operation.id
      ? this.#draft
      : this.#parts.drafts.get(operation);
  }

  /** Call when the form was edited: from then on it holds the operation's draft. */
  dropDraft(operationId: string): void {
    if (this.#draft?.operationId === operationId) this.#draft = undefined;
  }

  /** Takes a change of an operation's draft. @returns whether the form held that draft and has to be drawn again */
  draftChanged({ operationId, before }: DraftChange): boolean {
    if (this.#operationId !== operationId) return false;
    if (this.#draft && !isSameDraft(this.#draft, before)) return false;
    this.#draft = undefined;
    return true;
  }
}
