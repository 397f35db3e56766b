import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { openBrowser, startServer, workbenchUrl, type Server } from '../host/host.mjs';
import { root } from '../launch/install.mjs';
import { installExtension } from './installExtension.js';
import { readFiles, readNewest, type ProfileFile } from './profileFiles.js';
import { themes, type Theme } from './themes.js';

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** What is in the editor beside what `npm run package` made. */
interface Ground {
  /** Another build in its place. */
  readonly vsix?: string;
  readonly devExtensions?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const screenshots = path.join(root, 'test/out/screenshots');
/** How long anything may take to appear; what never comes should fail before its case is ended for the time. */
const patienceMs = 90_000;
const wide: Viewport = { width: 1400, height: 900 };

/** Runs in the page: the extension's global state as the browser has it, JSON in JSON. */
const readKeptState = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vscode-web-state-db-global');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const items = opening.result.transaction('ItemTable').objectStore('ItemTable');
    const reading = items.get('jobo-api-explorer.jobo-api-explorer');
    reading.onerror = () => reject(reading.error);
    reading.onsuccess = () => {
      opening.result.close();
      resolve(String(reading.result));
    };
  };
})`;

/** The profile is a temporary folder of its own: server data, the installed extension, the browser's storage. */
export class Workbench {
  readonly #directory = fs.mkdtempSync(path.join(os.tmpdir(), 'jobo-ui-'));
  readonly #tab: string;
  readonly #ground: Ground;
  #server: Server | undefined;
  #browser: BrowserContext | undefined;
  #page: Page | undefined;

  /** `tab`: the activity-bar entry that shows that the extension is there. */
  constructor(tab: string, ground: Ground = {}) {
    this.#tab = tab;
    this.#ground = ground;
  }

  get page(): Page {
    if (!this.#page) throw new Error('The workbench is not open.');
    return this.#page;
  }

  get server(): Server {
    if (!this.#server) throw new Error('The workbench is not started.');
    return this.#server;
  }

  get browserDir(): string {
    return path.join(this.#directory, 'browser');
  }

  /** The folder that the server knows as --user-data-dir. */
  get userDataDir(): string {
    return path.join(this.#directory, 'data');
  }

  /** Installs the packaged extension and opens the first window. */
  async start(): Promise<void> {
    installExtension(path.join(this.#directory, 'extensions'), this.#ground.vsix);
    await this.#startServer(0);
    await this.open();
  }

  async open(): Promise<void> {
    this.#browser = await openBrowser({
      profileDir: path.join(this.#directory, 'browser'),
      viewport: wide,
    });
    this.#page = this.#browser.pages()[0] ?? (await this.#browser.newPage());
    this.page.setDefaultTimeout(patienceMs);
    const folder = path.join(root, 'test/fixtures/workspace');
    await this.page.goto(workbenchUrl(this.server, { folder }));
    await this.#ready();
  }

  /** Like *Developer: Reload Window*: a new extension host, the same profile. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#ready();
  }

  /** VS Code ended and started again. The browser keeps state by address, so the port stays. */
  async restart(): Promise<void> {
    const { port } = this.server;
    await this.#browser?.close();
    await this.server.stop();
    await this.#startServer(port);
    await this.open();
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.stop();
    fs.rmSync(this.#directory, { recursive: true, force: true, maxRetries: 5 });
  }

  /** The entry of the activity bar. */
  tab(name = this.#tab): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name });
  }

  /** Rows of the trees of the side bar. */
  rows(text?: string | RegExp): Locator {
    const rows = this.page.locator('.pane-body .monaco-list-row');
    return text === undefined ? rows : rows.filter({ hasText: text });
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  toast(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast', { hasText: text });
  }

  /** The text field of a quick pick or an input box; for a password it has the type `password`. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input.input');
  }

  quickPick(text: string | RegExp): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
  }

  /** Runs a command from the palette, by its whole title: `Jobo: Send Request…`. */
  async command(title: string): Promise<void> {
    const label = this.page.locator('.label-name').getByText(title, { exact: true });
    const row = this.quickPick(title).filter({ has: label }).first();
    const timeout = 3_000;
    const pick = async () => {
      await this.page.keyboard.press('F1');
      await this.quickInput.fill(`>${title}`, { timeout });
      await row.click({ timeout });
    };
    const end = Date.now() + patienceMs;
    for (;;) {
      const isRun = await pick().then(
        () => true,
        () => false,
      );
      if (isRun) return;
      if (Date.now() > end) throw new Error(`The palette has no command "${title}".`);
      // An open palette does not learn of commands that come later; a window that is still opening may close it.
      await this.page.keyboard.press('Escape');
    }
  }

  /**
   * Runs a command that opens a list or an input box, and types into that. The editor gives the webview its focus back
   * from the palette, sometimes so late that the list closes at once: then again, as a person would.
   */
  async ask(title: string, text: string): Promise<void> {
    const end = Date.now() + patienceMs;
    for (;;) {
      await this.command(title);
      const isTyped = await this.quickInput.fill(text, { timeout: 3_000 }).then(
        () => true,
        () => false,
      );
      if (isTyped) return;
      if (Date.now() > end) throw new Error(`"${title}" keeps nothing open to type into.`);
    }
  }

  /** An entry of the menu that is open. In its first moment a menu takes no click: whoever clicks then clicks again. */
  async clickInMenu(name: string): Promise<void> {
    const entry = this.page.getByRole('menuitem', { name });
    const end = Date.now() + patienceMs;
    const isGone = () =>
      entry.waitFor({ state: 'hidden', timeout: 1_000 }).then(
        () => true,
        () => false,
      );
    do {
      if (Date.now() > end) throw new Error(`The menu does not take "${name}".`);
      await entry.click();
    } while (!(await isGone()));
  }

  /** Where the webview stands that is drawn now. */
  webviewFrame(): Locator {
    return this.page.locator('iframe.webview.ready');
  }

  /** Its inside. */
  webview(): FrameLocator {
    return this.webviewFrame().contentFrame().frameLocator('#active-frame');
  }

  /** Resolves once the webview has the keys; what took them gives them back a moment after it is gone. */
  async webviewHasFocus(): Promise<void> {
    await this.page.waitForFunction("document.activeElement.matches('iframe.webview')");
  }

  /** Of the whole window, or of the part in which something is drawn. */
  async shot(name: string, of?: Locator): Promise<void> {
    fs.mkdirSync(screenshots, { recursive: true });
    const clip = await of?.boundingBox();
    await this.page.screenshot({
      path: path.join(screenshots, `${name}.png`),
      // A list that still fades in is no picture of it.
      animations: 'disabled',
      ...(clip && { clip }),
    });
  }

  async setTheme(theme: Theme): Promise<void> {
    const { label, marker } = themes[theme];
    const exact = this.page.locator('.label-name').getByText(label, { exact: true });
    await this.ask('Preferences: Color Theme', label);
    await this.quickPick(label).filter({ has: exact }).first().click();
    await this.page.locator(`.monaco-workbench.${marker}`).first().waitFor();
  }

  /** Changes the user's settings.json and reloads the window, since this host does not watch the file. */
  async setSetting(name: string, value: unknown): Promise<void> {
    const file = path.join(this.userDataDir, 'User/settings.json');
    const settings = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    settings[name] = value;
    fs.writeFileSync(file, JSON.stringify(settings, undefined, 2));
    await this.reload();
  }

  async setViewport(viewport: Viewport = wide): Promise<void> {
    await this.page.setViewportSize(viewport);
  }

  /** SecretStorage.store() resolves a moment before the browser has the value: wait before a reload. */
  async secretsAreWritten(): Promise<void> {
    await this.page.waitForFunction("localStorage.getItem('secrets.provider')");
  }

  /** What the extension keeps in the editor's state reaches the browser a moment after it is set: wait before a reload. */
  async stateIsWritten(words: RegExp): Promise<void> {
    const end = Date.now() + patienceMs;
    while (!words.test(await this.page.evaluate<string>(readKeptState))) {
      if (Date.now() > end) throw new Error(`The kept state has nothing like ${words.source}.`);
    }
  }

  serverLog(): string {
    return fs.readFileSync(this.server.logFile, 'utf8');
  }

  /** All that a log output channel holds in this window, from its file; empty while there is none. */
  outputChannel(name: string): string {
    return readNewest(this.userDataDir, `${name}.log`) ?? '';
  }

  /** Every file that VS Code wrote: settings, storage, logs, extensions' folders; not the browser's own. */
  files(): Generator<ProfileFile> {
    return readFiles(this.userDataDir);
  }

  /** Every file of the browser's profile, where secrets lie encrypted. */
  browserFiles(): Generator<ProfileFile> {
    return readFiles(this.browserDir);
  }

  async #startServer(port: number): Promise<void> {
    const { vsix: _, ...ground } = this.#ground;
    this.#server = await startServer({
      ...ground,
      userDataDir: this.userDataDir,
      extensionsDir: path.join(this.#directory, 'extensions'),
      port,
    });
  }

  async #ready(): Promise<void> {
    await this.tab().waitFor();
  }
}
