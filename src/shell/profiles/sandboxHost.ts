import { EventEmitter } from 'vscode';
import { parseText } from '../../core/kept/keptValues';
import type { State } from '../../core/common/queuedState';
import type { Destination } from '../../core/transport/transport';
import { sandboxProfile } from '../../core/profiles';
import { ownOf } from '../../core/common/shape';
import type { Log } from '../common/log';

const chosenKey = 'jobo.sandboxKey';

/** A sandbox that listens; the shape that `src/sandbox` gives. */
export interface Sandbox {
  readonly url: string;
  /** By name: `good`, `empty`, …, and one per scenario. */
  readonly keys: Readonly<Record<string, string>>;
  /** What each fixed key stands for. */
  readonly kinds: readonly { readonly name: string; readonly description: string }[];
  readonly scenarios: readonly { readonly name: string; readonly description: string }[];
  stop(): Promise<void>;
}

/** What the loader gives: the sandbox is its own bundle and is not even read before it is started. */
export interface SandboxBundle {
  startSandbox(options: { readonly log: (line: string) => void }): Promise<Sandbox>;
}

/** The embedded sandbox of this window: started by the first request of its profile, ended with the window. */
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

  /** Which of its keys is used: a name such as `good`, kept over reloads; the key itself is new at every start. */
  get keyName(): string {
    return parseText(this.#state.get(chosenKey)) ?? 'good';
  }

  async choose(name: string): Promise<void> {
    await this.#state.update(chosenKey, name);
    this.#changed.fire(undefined);
  }

  /** Starts it where it does not run yet. */
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
