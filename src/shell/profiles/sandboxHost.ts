import { EventEmitter } from 'vscode';
import { parseText } from '../../core/kept/keptValues';
import type { State } from '../../core/common/queuedState';
import type { Destination } from '../../core/transport/transport';
import { sandboxProfile } from '../../core/profiles';
import { ownOf } from '../../core/common/shape';
import type { Log } from '../common/log';

const chosenKey = 'jobo.sandboxKey';

/** A running sandbox, as `src/sandbox` returns it. */
export interface Sandbox {
  readonly url: string;
  /** By name: `good`, `empty`, …, and one per scenario. */
  readonly keys: Readonly<Record<string, string>>;
  /** The fixed keys by name, each with a description of how the sandbox answers it. */
  readonly kinds: readonly { readonly name: string; readonly description: string }[];
  readonly scenarios: readonly { readonly name: string; readonly description: string }[];
  stop(): Promise<void>;
}

/** The exports of the sandbox's bundle, which is loaded only when the sandbox starts. */
export interface SandboxBundle {
  startSandbox(options: { readonly log: (line: string) => void }): Promise<Sandbox>;
}

/** The embedded sandbox of this window. The first request of its profile starts it; it ends with the window. */
export class SandboxHost {
  readonly #load: () => SandboxBundle;
  readonly #state: State;
  readonly #log: Log;
  readonly #changed = new EventEmitter<undefined>();
  #starting: Promise<Sandbox> | undefined;
  #running: Sandbox | undefined;

  constructor(load: () => SandboxBundle, state: State, log: Log) {
    this.#load = load;
    this.#state = state;
    this.#log = log;
  }

  get onDidChange() {
    return this.#changed.event;
  }

  get running(): Sandbox | undefined {
    return this.#running;
  }

  /** Name of the key in use, such as `good`. It is kept over reloads; the key itself is new at every start. */
  get keyName(): string {
    return parseText(this.#state.get(chosenKey)) ?? 'good';
  }

  async choose(name: string): Promise<void> {
    await this.#state.update(chosenKey, name);
    this.#changed.fire(undefined);
  }

  /** Starts the sandbox unless it is running. Rejects where it cannot start. */
  start(): Promise<Sandbox> {
    return (this.#starting ??= this.#start());
  }

  async #start(): Promise<Sandbox> {
    try {
      const sandbox = await this.#load().startSandbox({
        log: line => this.#log.debug(`sandbox: ${line}`),
      });
      this.#running = sandbox;
      this.#log.info(`The sandbox listens on ${sandbox.url}.`);
      this.#changed.fire(undefined);
      return sandbox;
    } catch (failure) {
      this.#starting = undefined;
      throw failure;
    }
  }

  async stop(): Promise<void> {
    const starting = this.#starting;
    this.#starting = undefined;
    this.#running = undefined;
    const sandbox = await starting?.catch(() => undefined);
    if (!sandbox) return;
    await sandbox.stop();
    this.#log.info('The sandbox has stopped.');
    this.#changed.fire(undefined);
  }

  async destination(): Promise<Destination> {
    const { url } = await this.start();
    return {
      profile: sandboxProfile.name,
      origin: new URL(url).origin,
      unbilled: true,
      chargesNobody: true,
      credential: async () => {
        const { keys } = await this.start();
        return ownOf(keys, this.keyName) ?? keys['good'];
      },
    };
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.#changed.dispose();
  }
}
