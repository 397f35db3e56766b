import * as assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import type { CallName, PanelView } from '../../../src/protocol';
import { usePages } from './panelPage';
import { patiently, until } from './patience';
import { ScriptedHost } from './scriptedHost';
import { now as usualNow, withBody } from './states';

/** More than the pause in the typing after which the host hears of it. */
const typingPause = 300;

/** Gives the `describe` around it forms in a browser. A form is closed after the case that opens it. */
export function useForms() {
  const pages = usePages();
  return {
    /** @param of a view, or the body of one */
    open: async (of: PanelView | string, options: OpenOptions = {}): Promise<FormPage> => {
      const { answers = {}, body = '', now = usualNow } = options;
      const host = new ScriptedHost(typeof of === 'string' ? withBody(of) : of, { answers, body });
      const { page } = await pages.open(host, { now });
      await page.clock.resume();
      return new FormPage(host, page);
    },
  };
}

type Answers = NonNullable<ConstructorParameters<typeof ScriptedHost>[1]>['answers'];

interface OpenOptions {
  readonly answers?: Answers;
  readonly body?: string;
  /** Where the page's clock begins. */
  readonly now?: Date;
}

/** A form in a browser, and hands that know the keyboard only. */
export class FormPage {
  readonly host: ScriptedHost;
  readonly page: Page;

  constructor(host: ScriptedHost, page: Page) {
    this.host = host;
    this.page = page;
  }

  /** Until the host has been told this draft's part. */
  async told(part: 'body' | 'path' | 'query', expected: unknown): Promise<void> {
    await this.page.clock.runFor(typingPause);
    const seen = () => this.host.called('draft/change').at(-1)?.draft[part];
    await patiently(() => isDeepStrictEqual(seen(), expected));
    assert.deepEqual(seen(), expected);
  }

  /** @param expected a text to the byte, or the value that it means */
  async expectBody(expected: string | object): Promise<void> {
    if (typeof expected === 'string') return this.told('body', expected);
    await this.page.clock.runFor(typingPause);
    const value = () => {
      const body = this.host.called('draft/change').at(-1)?.draft.body;
      return body === undefined ? undefined : (JSON.parse(body) as unknown);
    };
    await patiently(() => isDeepStrictEqual(value(), expected));
    assert.deepEqual(value(), expected);
  }

  /** Until the host has been called so often. */
  async called(name: CallName, times: number): Promise<void> {
    await patiently(() => this.host.called(name).length >= times);
    assert.equal(this.host.called(name).length, times);
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
