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
  /** Opens a new panel next to the others; later runs do not replace its content. */
  readonly beside?: boolean;
  /** The draft that the run was sent from, where it is not the operation's draft. */
  readonly draft?: Draft;
  /** Where the focus goes. Absent: it stays where it is. */
  readonly focus?: Events['panel/focus'];
}

/** The open panels: the main one, which is reused, and those opened beside it. */
export class Panels {
  readonly #parts: PanelParts;
  readonly #open = new Set<Panel>();
  #main: Panel | undefined;
  #lastShown: Panel | undefined;

  constructor(parts: PanelParts) {
    this.#parts = parts;
  }

  /** Restores panels after a reload. Sends nothing. */
  register(): Disposable {
    return window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: (panel: WebviewPanel) => {
        const restored = this.#adopt(panel);
        this.#main ??= restored;
        return Promise.resolve();
      },
    });
  }

  /** The run in the panel that the person uses: the active one, else the last shown, else the main one. */
  get shown(): Exchange | undefined {
    return this.#lookedAt?.exchange;
  }

  /** The draft in the form of that panel. */
  get shownDraft(): Draft | undefined {
    const shown = this.#lookedAt?.shown;
    return shown?.operation && shown.draftOf(shown.operation);
  }

  /** Makes that draft the operation's, where it is the request of an older run. */
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

  /** The main panel, for runs that were not started in a panel. The focus stays where it is. */
  readonly main: RunView = {
    show: (operationId, exchange, draft) =>
      this.show(operationId, exchange, draft ? { draft } : {}),
  };

  /** Reveals the panel that shows a run, unchanged; where none does, shows the run in the main one. */
  async showRun({ exchange, draft }: HistoryRow): Promise<Panel> {
    const showing = this.#with(exchange.id);
    showing?.panel.reveal(undefined, true);
    return showing ?? this.show(exchange.operationId, exchange, { draft });
  }

  /** The panel that holds a run, a visible one first. Undefined where none does. */
  panelOf(id: string): { readonly visible: boolean } | undefined {
    return this.#with(id)?.panel;
  }

  #with(id: string): Panel | undefined {
    const holding = [...this.#open].filter(({ exchange }) => exchange?.id === id);
    return holding.find(({ panel }) => panel.visible) ?? holding[0];
  }

  /** Passes the new state of a run to the panels that show it. */
  update(exchange: Exchange): void {
    for (const panel of this.#open) {
      panel.update(exchange).catch((failure: unknown) => this.#failed(failure));
    }
  }

  /** Draws profile and request of every panel again, after a change of the profile, its key or a price. */
  refresh(): void {
    for (const panel of this.#open) panel.refresh();
  }

  /** Passes a change of a draft to every panel but the one that made it. */
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
