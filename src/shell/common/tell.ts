import { env, window } from 'vscode';
import type { Mask } from './log';

/** How long a sentence stays in the status bar, in milliseconds. */
const shortly = 5_000;

/** Shows messages and writes to the clipboard. Keys are masked in every text. */
export class Tell {
  readonly mask: Mask;

  /** Resolves when all stored keys can be masked. Await it before showing a text that may hold one. */
  readonly ready: () => Promise<unknown>;

  constructor(mask: Mask, ready: () => Promise<unknown> = () => Promise.resolve()) {
    this.mask = mask;
    this.ready = ready;
  }

  info(text: string, ...actions: readonly string[]): Thenable<string | undefined> {
    return window.showInformationMessage(this.mask(text), ...actions);
  }

  warning(text: string, ...actions: readonly string[]): Thenable<string | undefined> {
    return window.showWarningMessage(this.mask(text), ...actions);
  }

  error(text: string): void {
    void window.showErrorMessage(this.mask(text));
  }

  /** Shows a text in the status bar for some seconds, where it needs no attention. */
  shortly(text: string): void {
    window.setStatusBarMessage(this.mask(text), shortly);
  }

  async copy(text: string): Promise<void> {
    await env.clipboard.writeText(this.mask(text));
  }
}
