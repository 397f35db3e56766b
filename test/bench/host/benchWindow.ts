import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { Frame } from 'playwright-core';
import { Workbench } from '../../e2e/workbench.js';
import { workbenchUrl } from '../../host/host.mjs';
import { canary } from '../../support/canary.js';
import { until } from '../../support/until.js';
import { Agents, type Agent } from '../../support/agent/agents.js';
import type { Tasks } from './agent/tasks.js';
import { Arrivals } from './arrivals.js';
import { agentFolder, serverBundle } from './build.js';

/** A VS Code with a profile of its own, one build of the extension in it, the agent, and a server to send to. */
export class BenchWindow {
  readonly workbench: Workbench;
  readonly server: Arrivals;
  readonly #agents: Agents<Tasks>;
  #agent: Agent<Tasks> | undefined;
  #folders = 0;

  private constructor(workbench: Workbench, server: Arrivals, agents: Agents<Tasks>) {
    this.workbench = workbench;
    this.server = server;
    this.#agents = agents;
  }

  /**
   * @param vsix the build that is installed
   * @param beside folders of other extensions
   */
  static async open(vsix: string, beside: readonly string[] = []): Promise<BenchWindow> {
    const agents = await Agents.listen<Tasks>();
    const server = await Arrivals.listen(serverBundle);
    const env = { JOBO_BENCH_PORT: `${agents.port}` };
    const workbench = new Workbench('Jobo', { vsix, devExtensions: [agentFolder, ...beside], env });
    const window = new BenchWindow(workbench, server, agents);
    try {
      await workbench.start();
      await window.#meet();
      return window;
    } catch (failure) {
      await window.close();
      throw failure;
    }
  }

  get agent(): Agent<Tasks> {
    if (!this.#agent) throw new Error('The extension host has not told of itself.');
    return this.#agent;
  }

  /** Where the extension keeps runs. */
  get historyFolder(): string {
    const data = path.join(this.workbench.userDataDir, 'User/globalStorage');
    return path.join(data, 'jobo-api-explorer.jobo-api-explorer/history');
  }

  /** Changes a setting of the person; the extension host is another one then. */
  async set(name: string, value: unknown): Promise<void> {
    await this.workbench.setSetting(name, value);
    await this.#meet();
  }

  /** Opens an empty folder in place of what was open: the side bar is as in a new window, and so is the extension host. */
  async openFolder(): Promise<string> {
    const { page, server, userDataDir } = this.workbench;
    const folder = path.join(userDataDir, `folder-${(this.#folders += 1)}`);
    await mkdir(folder);
    await page.goto(workbenchUrl(server, { folder }));
    await this.workbench.tab().waitFor();
    await this.#meet();
    return folder;
  }

  /** Sends to the server of this window from now on. */
  async useProfile(): Promise<void> {
    const profile = { name: 'Mine', baseUrl: this.server.origin, key: canary };
    await this.agent.command('jobo.addProfile', profile);
    await this.agent.command('jobo.switchProfile', profile.name);
    await this.workbench.secretsAreWritten();
    await this.agent.call('rest', {});
  }

  /** The page of a webview, by what stands in it. */
  async frameWith(selector: string): Promise<Frame> {
    let found: Frame | undefined;
    await until(`a webview with ${selector}`, async () => {
      for (const frame of this.workbench.page.frames()) {
        const elements = await frame.$$(selector).catch(() => []);
        if (elements.length > 0) found = frame;
      }
      return found !== undefined;
    });
    return found!;
  }

  async close(): Promise<void> {
    await this.workbench.close();
    this.server.close();
    this.#agents.close();
  }

  async #meet(): Promise<void> {
    this.#agent = await this.#agents.next();
    await this.agent.call('aim', { origin: this.server.origin });
    await this.agent.call('rest', {});
  }
}
