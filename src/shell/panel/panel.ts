import { l10n, Uri, type WebviewPanel } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import { isSettled, type Exchange } from '../../core/exchange';
import { wayOf, type Way } from '../../core/history/runChain';
import type { Draft } from '../../core/request/draft';
import { isSameDraft } from '../../core/request/sameDraft';
import type { EventName, Events, PanelState, PanelView, RequestView } from '../../protocol';
import type { DraftChange } from '../requests/drafts';
import { Debounce } from '../common/debounce';
import { exchangeView } from './exchangeView';
import { shownBody, type ShownBody } from './shownBody';
import { callNames, handle, type PanelParts } from './calls';
import { panelHtml } from './panelHtml';
import { parseMessage } from './parseMessage';
import { requestView } from './requestView';

/** Pause in the typing elsewhere after which the page is told of it, in milliseconds: a request is checked whole for that. */
const typingPause = 100;

/** One webview panel: what it shows, and the answers to what it asks. The data stays here. */
export class Panel {
  readonly panel: WebviewPanel;
  readonly #parts: PanelParts;
  readonly #later = new Debounce();
  #closed = false;
  #operationId: string | undefined;
  #exchange: Exchange | undefined;
  #body: Promise<ShownBody | undefined> | undefined;
  #draft: Draft | undefined;
  /** Another object each time that something else is shown; none for a panel that comes back and has not told yet. */
  #showing: object | undefined;
  #ready = false;
  #focus: Events['panel/focus'] | undefined;
  /** The drawing that is under way: a focus must not overtake what it is for. */
  #drawing: Promise<void> = Promise.resolve();

  constructor(panel: WebviewPanel, parts: PanelParts) {
    this.panel = panel;
    this.#parts = parts;
    const folder = Uri.joinPath(parts.extensionUri, 'dist', 'webview');
    panel.webview.options = {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [folder],
    };
    const icon = (theme: string) => Uri.joinPath(parts.extensionUri, 'media', `panel-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.onDidReceiveMessage((value: unknown) => this.#answer(value));
    panel.onDidDispose(() => {
      this.#closed = true;
      this.#later.dispose();
    });
    panel.webview.html = panelHtml(panel.webview, folder);
    this.#title();
  }

  get operationId(): string | undefined {
    return this.#operationId;
  }

  get exchange(): Exchange | undefined {
    return this.#exchange;
  }

  /**
   * Shows an operation and, where there is one, a run of it.
   * @param draft what that run was sent from, where it is an older one: an answer must not stand beside another request.
   *   It becomes the draft of the operation when it is edited or sent.
   */
  show(
    operationId: string | undefined,
    exchange: Exchange | undefined,
    draft?: Draft,
  ): Promise<void> {
    if (this.#closed) {
      // What goes on goes on unseen; an answer is what the person has asked to see.
      const isAnswer = exchange !== undefined && isSettled(exchange);
      return isAnswer ? this.#parts.showElsewhere(exchange, draft) : Promise.resolve();
    }
    this.#showing = {};
    this.#operationId = operationId;
    // What is left of a request that was too long to be kept must not be sent for the whole.
    const isCut = exchange !== undefined && this.#parts.history.get(exchange.id)?.cut;
    this.#draft = isCut ? undefined : draft;
    this.#setExchange(exchange);
    this.#title();
    return (this.#drawing = this.#draw());
  }

  async #draw(): Promise<void> {
    if (!this.#ready) return;
    const showing = this.#showing;
    const view = await this.view();
    // Something else is shown by now, and draws itself.
    if (showing === this.#showing) this.post('panel/show', view);
  }

  /**
   * What the webview still remembers after a reload, as far as it still exists. A page that has been away remembers what
   * it showed then: what is shown here by now wins.
   */
  async restore({ operationId, exchangeId, ofRun }: PanelState): Promise<void> {
    this.#ready = true;
    const isShowing = () => this.#showing !== undefined;
    if (!isShowing() && exchangeId !== undefined) await this.#parts.history.load();
    // Also while that was read.
    if (isShowing()) return;
    this.#showing = {};
    const row = exchangeId === undefined ? undefined : this.#parts.history.get(exchangeId);
    this.#operationId = operationId;
    this.#setExchange(row?.exchange);
    if (row && !row.cut && ofRun && this.#isEdited(row.exchange)) this.#draft = row.draft;
    this.#title();
  }

  /** A run has moved on. */
  update(exchange: Exchange): Promise<void> {
    return (this.#drawing = this.#update(exchange));
  }

  async #update(exchange: Exchange): Promise<void> {
    if (exchange.id !== this.#exchange?.id) return;
    this.#setExchange(exchange);
    if (!this.#ready) return;
    const view = exchangeView(exchange, await this.body(), this.#way(exchange));
    // A newer state of the run may have overtaken this one while its body was opened.
    if (this.#exchange === exchange) this.post('exchange/changed', view);
  }

  /** Once the page is there. */
  focus(on: Events['panel/focus']): void {
    if (!this.#ready) this.#focus = on;
    else {
      // Whoever asked for the drawing hears of its failure.
      const post = () => this.post('panel/focus', on);
      void this.#drawing.then(post, post);
    }
  }

  async view(): Promise<PanelView> {
    // First what takes time: the run may have moved on meanwhile, and the page must not get an older state.
    await this.body();
    const exchange = this.#exchange;
    const body = await this.body();
    const request = this.request();
    if (this.#focus) queueMicrotask(() => this.#flushFocus());
    return {
      words: this.#parts.words,
      locale: this.#parts.locale,
      profile: this.#parts.profileBadge(),
      ...(request && { request }),
      ...(exchange && { exchange: exchangeView(exchange, body, this.#way(exchange)) }),
      ...(exchange && this.#isEdited(exchange) && { edited: true }),
    };
  }

  /** The form holds another request than the one that the run was sent from. */
  #isEdited({ id, operationId }: Exchange): boolean {
    const operation = findOperation(operationId);
    const row = this.#parts.history.get(id);
    return !!row && !!operation && !isSameDraft(this.draftOf(operation), row.draft);
  }

  request(): RequestView | undefined {
    const operation =
      this.#operationId === undefined ? undefined : findOperation(this.#operationId);
    if (!operation) return undefined;
    const view = requestView(this.draftOf(operation), operation, this.#parts.requestContext());
    return { ...view, ...(this.#holdsOlder(operation) && { ofRun: true }) };
  }

  /** The request of an older run, and another one than the operation's draft. */
  #holdsOlder(operation: Operation): boolean {
    const { drafts } = this.#parts;
    const of = this.#exchange && this.#draft;
    return of?.operationId === operation.id && !isSameDraft(of, drafts.get(operation));
  }

  /** What the form holds: the request of an older run that is shown, else the operation's draft. */
  draftOf(operation: Operation): Draft {
    return this.#draft?.operationId === operation.id
      ? this.#draft
      : this.#parts.drafts.get(operation);
  }

  /** The request of an older run that is shown becomes the draft of the operation, as by any edit of the form. */
  async keepShownDraft(operation: Operation): Promise<void> {
    const { drafts } = this.#parts;
    const draft = this.draftOf(operation);
    this.dropShownDraft(operation.id);
    if (isSameDraft(draft, drafts.get(operation))) return;
    await drafts.put(draft, this);
    this.drawRequest();
  }

  /** The form has been edited: from now on it is the draft of the operation. */
  dropShownDraft(operationId: string): void {
    if (this.#draft?.operationId === operationId) this.#draft = undefined;
  }

  /** The draft of an operation is another one now: shown where that is what the form holds. */
  draftChanged({ operationId, before }: DraftChange): void {
    if (this.#operationId !== operationId) return;
    if (this.#draft && !isSameDraft(this.#draft, before)) return;
    this.#draft = undefined;
    this.#later.do('request/changed', typingPause, () => this.drawRequest());
  }

  /** The request as it is now. */
  drawRequest(): void {
    this.#later.drop('request/changed');
    const request = this.request();
    if (request) this.post('request/changed', request);
  }

  /** The body of the settled run that is shown, opened once; undefined where it is not kept. */
  body(): Promise<ShownBody | undefined> {
    const exchange = this.#exchange;
    if (!exchange || !isSettled(exchange) || exchange.body.bytes === 0)
      return Promise.resolve(undefined);
    return (this.#body ??= this.#parts.bodies
      .content(exchange.id)
      .then(content => content && shownBody(content.bytes, exchange)));
  }

  #way({ id }: Exchange): Way {
    return wayOf(this.#parts.history.rows(), id);
  }

  post<K extends EventName>(event: K, value: Events[K]): void {
    this.#send({ event, value });
  }

  /** To nobody, once the panel is closed: what was asked for before may end later. */
  #send(message: object): void {
    if (!this.#closed) void this.panel.webview.postMessage(message);
  }

  #flushFocus(): void {
    const focus = this.#focus;
    this.#focus = undefined;
    if (focus) this.post('panel/focus', focus);
  }

  #setExchange(exchange: Exchange | undefined): void {
    if (exchange !== this.#exchange) this.#body = undefined;
    this.#exchange = exchange;
    if (exchange) this.#operationId = exchange.operationId;
  }

  #title(): void {
    const operation =
      this.#operationId === undefined ? undefined : findOperation(this.#operationId);
    this.panel.title = operation ? `${operation.method} ${operation.summary}` : l10n.t('Jobo');
  }

  async #answer(value: unknown): Promise<void> {
    const message = parseMessage(value, callNames);
    if (!message) return;
    try {
      const result = await handle(message, this, this.#parts);
      this.#send({ id: message.id, result });
    } catch (failure) {
      this.#parts.log.error(failure instanceof Error ? failure : String(failure));
      const sentence = failure instanceof Error ? failure.message : String(failure);
      this.#send({ id: message.id, failure: this.#parts.tell.mask(sentence) });
    }
  }
}
