import { ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import type { Operation } from '../../core/catalog/operation';
import type { Exchange } from '../../core/exchange';
import type { HistoryRow } from '../../core/history/row';
import type { Draft } from '../../core/request/draft';
import { panelType } from '../../names';
import type { Events } from '../../protocol';
import type { DraftChange } from '../requests/drafts';
import type { RunView } from '../runs/sendAndShow';
import { Panel } from './panel';
import type { PanelParts } from './panelParts';

export interface OpenOptions {
  /** A panel of its own next to the others, which stays with what it shows. */
  readonly beside?: boolean;
  /** What the run was sent from, where that is not the operation's draft. */
  readonly draft?: Draft;
  /** Where the focus goes; absent: it stays where it is. */
  readonly focus?: Events['panel/focus'];
}

/** The open panels: one that is reused, and those opened beside it. */
export class Panels {
  readonly #parts: PanelParts;
  readonly #open = new Set<Panel>();
  #main: Panel | undefined;
  #lastShown: Panel | undefined;

  constructor(parts: PanelParts) {
    this.#parts = parts;
  }

  /** Brings panels back after a reload. Nothing is sent by that. */
  register(): Disposable {
    return window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: (panel: WebviewPanel) => {
        const restored = this.#adopt(panel);
        this.#main ??= restored;
        return Promise.resolve();
      },
    });
  }

  /** The run that the person looks at. */
  get shown(): Exchange | undefined {
    return this.#lookedAt?.exchange;
  }

  /** What its form holds. */
  get shownDraft(): Draft | undefined {
    const shown = this.#lookedAt?.shown;
    return shown?.operation && shown.draftOf(shown.operation);
  }

  /** Makes that the draft of the operation, where it is the request of an older run. */
  async keepShownDraft(operation: Operation): Promise<void> {
    await this.#lookedAt?.keepShownDraft(operation);
  }

  get #lookedAt(): Panel | undefined {
    const active = [...this.#open].find(({ panel }) => panel.active);
    return active ?? this.#lastShown ?? this.#main;
  }

  async show(
    operationId: string | undefined,
    exchange: Exchange | undefined,
    { beside = false, draft, focus }: OpenOptions = {},
  ): Promise<Panel> {
    const existing = beside ? undefined : this.#main;
    const panel = existing ?? this.#create(beside);
    if (!beside) this.#main = panel;
    this.#lastShown = panel;
    const preserveFocus = focus === undefined;
    if (existing) panel.panel.reveal(undefined, preserveFocus);
    await panel.show(operationId, exchange, draft);
    if (focus) panel.focus(focus);
    return panel;
  }

  /** The panel that is reused, for a run that was not started in one: the focus stays where it is. */
  readonly main: RunView = {
    show: (operationId, exchange, draft) =>
      this.show(operationId, exchange, draft ? { draft } : {}),
  };

  /** The panel that shows a run, as it stands; where none does, the main one with it. */
  async showRun({ exchange, draft }: HistoryRow): Promise<Panel> {
    const showing = this.#with(exchange.id);
    showing?.panel.reveal(undefined, true);
    return showing ?? this.show(exchange.operationId, exchange, { draft });
  }

  /** Whether a panel holds a run, and whether it can be seen. */
  panelOf(id: string): { readonly visible: boolean } | undefined {
    return this.#with(id)?.panel;
  }

  #with(id: string): Panel | undefined {
    const holding = [...this.#open].filter(({ exchange }) => exchange?.id === id);
    return holding.find(({ panel }) => panel.visible) ?? holding[0];
  }

  /** Passes a run's progress to whoever shows it. */
  update(exchange: Exchange): void {
    for (const panel of this.#open) {
      panel.update(exchange).catch((failure: unknown) => this.#failed(failure));
    }
  }

  /** Draws everything again: the profile, its key, or the price of things has changed. */
  refresh(): void {
    for (const panel of this.#open) panel.refresh();
  }

  /** Tells every panel but the one that has made the change. */
  draftChanged(change: DraftChange): void {
    for (const panel of this.#open) if (panel !== change.origin) panel.draftChanged(change);
  }

  #create(beside: boolean): Panel {
    const column = beside ? ViewColumn.Beside : ViewColumn.Active;
    return this.#adopt(
      window.createWebviewPanel(
        panelType,
        '',
        { viewColumn: column, preserveFocus: true },
        {
          enableScripts: true,
        },
      ),
    );
  }

  #adopt(webview: WebviewPanel): Panel {
    const panel = new Panel(webview, this.#parts, (exchange, draft) =>
      this.main.show(exchange.operationId, exchange, draft),
    );
    this.#open.add(panel);
    webview.onDidDispose(() => {
      this.#open.delete(panel);
      if (this.#main === panel) this.#main = undefined;
      if (this.#lastShown === panel) this.#lastShown = undefined;
    });
    return panel;
  }

  #failed(failure: unknown): void {
    this.#parts.log.error(failure instanceof Error ? failure : String(failure));
  }
}
