import * as assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import type { CallName, PanelView } from '../../../src/protocol';
import { PanelBrowser, until } from './panelPage';
import { ScriptedHost } from './scriptedHost';
import { withBody } from './states';

/**
 * Gives the `describe` around it forms in a browser, which is started before its cases and ended after them. A case has one
 * form at a time, which is closed after it.
 */
export function useForms() {
  let browser: PanelBrowser;
  let form: FormPage | undefined;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser.stop());
  afterEach(() => form?.page.close());
  return {
    /** @param of a view, or the body of one */
    open: async (of: PanelView | string, options?: OpenOptions): Promise<FormPage> =>
      (form = await FormPage.open(browser, of, options)),
  };
}

type Answers = NonNullable<ConstructorParameters<typeof ScriptedHost>[1]>['answers'];

interface OpenOptions {
  readonly answers?: Answers;
  readonly body?: string;
  readonly now?: Date;
}

/** A form in a browser, and hands that know the keyboard only. */
export class FormPage {
  readonly host: ScriptedHost;
  readonly page: Page;

  private constructor(host: ScriptedHost, page: Page) {
    this.host = host;
    this.page = page;
  }

  static async open(
    browser: PanelBrowser,
    of: PanelView | string,
    options: OpenOptions = {},
  ): Promise<FormPage> {
    const { answers = {}, body = '', now } = options;
    const host = new ScriptedHost(typeof of === 'string' ? withBody(of) : of, { answers, body });
    const { page } = await browser.open(host, now === undefined ? {} : { now });
    return new FormPage(host, page);
  }

  /** Until the host has been told this draft's part. */
  async told(part: 'body' | 'path' | 'query', expected: unknown): Promise<void> {
    const seen = () => this.host.called('draft/change').at(-1)?.draft[part];
    await this.#patiently(() => isDeepStrictEqual(seen(), expected));
    assert.deepEqual(seen(), expected);
  }

  /** @param expected a text to the byte, or the value that it means */
  async expectBody(expected: string | object): Promise<void> {
    if (typeof expected === 'string') return this.told('body', expected);
    const value = () => {
      const body = this.host.called('draft/change').at(-1)?.draft.body;
      return body === undefined ? undefined : (JSON.parse(body) as unknown);
    };
    await this.#patiently(() => isDeepStrictEqual(value(), expected));
    assert.deepEqual(value(), expected);
  }

  /** Until the host has been called so often. */
  async called(name: CallName, times: number): Promise<void> {
    await this.#patiently(() => this.host.called(name).length >= times);
    assert.equal(this.host.called(name).length, times);
  }

  /** So that a failure can say what was there instead. */
  async #patiently(isThere: () => boolean): Promise<void> {
    const end = Date.now() + 5_000;
    while (!isThere() && Date.now() < end) await setTimeout(10);
  }

  /** A text box of the body. */
  box(name: string) {
    const exact = new RegExp(`^${name}( required)?$`);
    return this.page.locator('.body').getByRole('textbox', { name: exact });
  }

  get addFilter() {
    return this.page.locator('.body').getByRole('combobox', { name: 'Add filter' });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** As from the clipboard, which no test should touch. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate(`{
      const data = new DataTransfer();
      data.setData('text/plain', ${JSON.stringify(text)});
      const paste = { clipboardData: data, bubbles: true, cancelable: true };
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', paste));
    }`);
  }

  until(expression: string): Promise<void> {
    return until(this.page, expression);
  }

  /** What a person would call the element that has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate<string>(
      `document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent`,
    );
  }

  spoken(text: string): Promise<void> {
    return this.until(
      `[...document.querySelectorAll('.spoken')].some(each => each.textContent === ${JSON.stringify(text)})`,
    );
  }
}
