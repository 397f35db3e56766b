import { Uri, type WebviewPanel } from 'vscode';
import type { EventName, Events } from '../../protocol';
import { panelHtml } from './panelHtml';

/** The host's end of the page in a webview panel. Messages to a closed page are dropped. */
export class Page {
  readonly panel: WebviewPanel;
  #isClosed = false;

  /** @param received called with each message: untrusted input of any shape */
  constructor(panel: WebviewPanel, extensionUri: Uri, received: (message: unknown) => unknown) {
    this.panel = panel;
    const folder = Uri.joinPath(extensionUri, 'dist', 'webview');
    panel.webview.options = {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [folder],
    };
    const icon = (theme: string) => Uri.joinPath(extensionUri, 'media', `panel-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.onDidReceiveMessage(received);
    panel.onDidDispose(() => {
      this.#isClosed = true;
    });
    panel.webview.html = panelHtml(panel.webview, folder);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  post<K extends EventName>(event: K, value: Events[K]): void {
    this.#send({ event, value });
  }

  /** Answers a call of the page. */
  answer(id: number, answer: { readonly result: unknown } | { readonly failure: string }): void {
    this.#send({ id, ...answer });
  }

  #send(message: object): void {
    if (!this.#isClosed) void this.panel.webview.postMessage(message);
  }
}
