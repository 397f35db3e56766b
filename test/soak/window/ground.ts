import * as fs from 'node:fs';
import * as path from 'node:path';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { openBrowser, startServer, workbenchUrl, type Server } from '../../host/host.mjs';
import { root } from '../../launch/install.mjs';
import { agentFolder, out } from './build.js';
import { Agents, type Agent } from '../../support/agent/agents.js';
import type { Tasks } from '../agent/messages.js';

/** A VS Code with the extension and the agent in it; its windows share one profile. */
export class Ground {
  readonly #folder: string;
  readonly #agents: Agents<Tasks>;
  readonly #server: Server;
  readonly #browser: BrowserContext;

  private constructor(
    folder: string,
    agents: Agents<Tasks>,
    server: Server,
    browser: BrowserContext,
  ) {
    this.#folder = folder;
    this.#agents = agents;
    this.#server = server;
    this.#browser = browser;
  }

  /** Its files stay for whoever looks into what did not hold, until the next time. */
  static async open(name: string): Promise<Ground> {
    const folder = path.join(out, name);
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    const agents = await Agents.listen<Tasks>();
    const server = await startServer({
      userDataDir: path.join(folder, 'data'),
      devExtensions: [root, agentFolder],
      env: { JOBO_SOAK_PORT: `${agents.port}` },
    });
    const browser = await openBrowser({ profileDir: path.join(folder, 'browser') });
    return new Ground(folder, agents, server, browser);
  }

  /** Where the extension keeps its files. */
  get storage(): string {
    const data = path.join(this.#folder, 'data/User/globalStorage');
    return path.join(data, 'jobo-api-explorer.jobo-api-explorer');
  }

  get origin(): string {
    return this.#server.origin;
  }

  serverLog(): string {
    return fs.readFileSync(this.#server.logFile, 'utf8');
  }

  /** A window with an empty folder of that name open. */
  async window(name: string): Promise<SoakWindow> {
    const folder = path.join(this.#folder, 'folders', name);
    fs.mkdirSync(folder, { recursive: true });
    const page = await this.#browser.newPage();
    await page.goto(workbenchUrl(this.#server, { folder }));
    return new SoakWindow(page, this.#agents, await this.#agents.next(name));
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    this.#agents.close();
  }
}

/** A window of the editor, and the extension host that it has now. */
export class SoakWindow {
  readonly page: Page;
  readonly #agents: Agents<Tasks>;
  #agent: Agent<Tasks>;

  constructor(page: Page, agents: Agents<Tasks>, agent: Agent<Tasks>) {
    this.page = page;
    this.#agents = agents;
    this.#agent = agent;
  }

  get agent(): Agent<Tasks> {
    return this.#agent;
  }

  /** Like *Developer: Reload Window*: another extension host. One that was killed does not come back without it. */
  async reload(): Promise<Agent<Tasks>> {
    await this.page.reload();
    return (this.#agent = await this.#agents.next(this.#agent.window));
  }

  /** The inside of the panel that is drawn now. */
  panel(): FrameLocator {
    const frame = this.page.locator('iframe.webview.ready');
    return frame.contentFrame().frameLocator('#active-frame');
  }

  /** Adds a profile and makes it the active one. */
  async useProfile(name: string, baseUrl: string, key?: string): Promise<void> {
    await this.#agent.command('jobo.addProfile', {
      name,
      baseUrl,
      ...(key !== undefined && { key }),
    });
    await this.#agent.command('jobo.switchProfile', name);
    if (key === undefined) return;
    // The storage says that it has a key a moment before the browser has it.
    await this.page.waitForFunction("localStorage.getItem('secrets.provider')");
  }
}
