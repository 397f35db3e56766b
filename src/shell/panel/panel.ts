import { l10n, type WebviewPanel } from 'vscode';
import type { Operation } from '../../core/catalog/operation';
import { isSettled, type Exchange } from '../../core/exchange';
import type { Draft } from '../../core/request/draft';
import { isSameDraft } from '../../core/request/sameDraft';
import type { Events, PanelState, PanelView } from '../../protocol';
import { Debounce } from '../common/debounce';
import type { DraftChange } from '../requests/drafts';
import { runName } from '../words/runName';
import type { CallingPanel } from './call';
import { callNames, handle } from './calls';
import { exchangeView } from './exchangeView';
import { Page } from './page';
import type { PanelParts } from './panelParts';
import { parseMessage } from './parseMessage';
import { Shown } from './shown';

/** Pause in typing elsewhere, in ms, after which the page gets the draft: the whole request is checked each time. */
const typingPause = 100;

/** Shows an answer in another panel, because this one was closed. */
type ShowElsewhere = (exchange: Exchange, draft: Draft | undefined) => Promise<unknown>;

/** One webview panel: draws its operation and run, and answers its page's calls. The data stays on the host. */
export class Panel implements CallingPanel {
  readonly shown: Shown;
  readonly #page: Page;
  readonly #parts: PanelParts;
  readonly #showElsewhere: ShowElsewhere;
  readonly #later = new Debounce();
  #ready = false;
  #focus: Events['panel/focus'] | undefined;
  /** The drawing in progress. The focus is posted after it, as its target may not be drawn yet. */
  #drawing: Promise<void> = Promise.resolve();
  /** The last drawing of everything: news of a run may only follow it. */
  #showing: Promise<void> = Promise.resolve();
  /** JSON of the run as the page has it: each message costs the page a turn, so it gets none that says the same. */
  #told: string | undefined;

  constructor(panel: WebviewPanel, parts: PanelParts, showElsewhere: ShowElsewhere) {
    this.#page = new Page(panel, parts.extensionUri, message => this.#answer(message));
    this.shown = new Shown(parts);
    this.#parts = parts;
    this.#showElsewhere = showElsewhere;
    panel.onDidDispose(() => this.#later.dispose());
    this.#title();
  }

  /** The editor's own object. */
  get panel(): WebviewPanel {
    return this.#page.panel;
  }

  get exchange(): Exchange | undefined {
    return this.shown.exchange;
  }

  draftOf(operation: Operation): Draft {
    return this.shown.draftOf(operation);
  }

  async show(
    operationId: string | undefined,
    exchange: Exchange | undefined,
    draft?: Draft,
  ): Promise<void> {
    if (this.#page.isClosed) {
      // A run in progress goes on without a panel, but its answer opens one: the person asked for it.
      if (exchange && isSettled(exchange)) await this.#showElsewhere(exchange, draft);
      return;
    }
    this.shown.show(operationId, exchange, draft);
    this.#title();
    await (this.#drawing = this.#showing = this.#draw());
  }

  async #draw(): Promise<void> {
    if (!this.#ready) return;
    const { version } = this.shown;
    const view = await this.view();
    // Otherwise something else is shown by now, and has its own drawing.
    if (version === this.shown.version) this.#page.post('panel/show', view);
    else this.#told = undefined;
  }

  async restore(state: PanelState): Promise<void> {
    this.#ready = true;
    await this.shown.restore(state);
    this.#title();
  }

  /** Draws the new state of a run, if the panel shows it. */
  update(exchange: Exchange): Promise<void> {
    return (this.#drawing = this.#update(exchange));
  }

  async #update(exchange: Exchange): Promise<void> {
    if (!this.shown.update(exchange) || !this.#ready) return;
    // Whoever began that drawing handles its failure.
    await this.#showing.catch(() => undefined);
    const body = await this.shown.body();
    // While the body was opened, a newer state of the run may have been drawn.
    if (this.exchange !== exchange) return;
    const view = exchangeView(exchange, body, this.shown.chainOf(exchange));
    const told = JSON.stringify(view);
    if (told === this.#told) return;
    this.#told = told;
    this.#page.post('exchange/changed', view);
  }

  focus(on: Events['panel/focus']): void {
    if (!this.#ready) this.#focus = on;
    else {
      // Also after a failed drawing: its caller handles the failure.
      const post = () => this.#page.post('panel/focus', on);
      void this.#drawing.then(post, post);
    }
  }

  explain({ id }: Exchange): void {
    if (this.exchange?.id === id) this.focus({ on: 'card' });
  }

  async view(): Promise<PanelView> {
    const { shown } = this;
    // Open the body first, which takes time. Read the run after that, so that the page gets its newest state.
    await shown.body();
    const { exchange } = shown;
    const body = await shown.body();
    const request = shown.request();
    const run = exchange && exchangeView(exchange, body, shown.chainOf(exchange));
    this.#told = run && JSON.stringify(run);
    if (this.#focus) queueMicrotask(() => this.#flushFocus());
    return {
      words: this.#parts.words,
      locale: this.#parts.locale,
      profile: this.#parts.profileBadge(),
      ...(request && { request }),
      ...(run && { exchange: run }),
      ...(exchange && shown.isEdited(exchange) && { edited: true }),
    };
  }

  async keepShownDraft(operation: Operation): Promise<void> {
    const { drafts } = this.#parts;
    const draft = this.draftOf(operation);
    this.shown.dropDraft(operation.id);
    if (isSameDraft(draft, drafts.get(operation))) return;
    await drafts.put(draft, this);
    this.drawRequest();
  }

  /** The draft of an operation has changed: draws it after a pause, if the form holds it. */
  draftChanged(change: DraftChange): void {
    if (!this.shown.draftChanged(change)) return;
    this.#later.do('request/changed', typingPause, () => this.drawRequest());
  }

  /** Draws profile and request again, after a change of the profile, its key or a price. */
  refresh(): void {
    this.#page.post('profile/changed', this.#parts.profileBadge());
    this.drawRequest();
  }

  /** Draws the request as it is now. */
  drawRequest(): void {
    this.#later.drop('request/changed');
    const request = this.shown.request();
    if (request) this.#page.post('request/changed', request);
  }

  #flushFocus(): void {
    const focus = this.#focus;
    this.#focus = undefined;
    if (focus) this.#page.post('panel/focus', focus);
  }

  #title(): void {
    const { operation, exchange } = this.shown;
    const ofOperation = operation ? `${operation.method} ${operation.summary}` : l10n.t('Jobo');
    this.panel.title = exchange?.purpose === undefined ? ofOperation : runName(exchange);
  }

  async #answer(value: unknown): Promise<void> {
    const message = parseMessage(value, callNames);
    if (!message) return;
    try {
      const result = await handle(message, this, this.#parts);
      this.#page.answer(message.id, { result });
    } catch (failure) {
      this.#parts.log.error(failure instanceof Error ? failure : String(failure));
      const sentence = failure instanceof Error ? failure.message : String(failure);
      this.#page.answer(message.id, { failure: this.#parts.tell.mask(sentence) });
    }
  }
}
