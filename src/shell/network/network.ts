import { l10n } from 'vscode';
import { keylessProbe } from '../../core/run/keyProbe';
import type { KnownKeys } from '../../core/keys/knownKeys';
import type { EngineOptions } from '../../core/transport/engineOptions';
import type { ConnectionReport } from '../../core/transport/probe/connectionReport';
import type { Transport } from '../../core/transport/transport';
import { loadEngine } from './loadEngine';
import type { Log } from '../common/log';
import { httpSettings, limitSettings, transportChoice } from '../common/settings';

/** The transport of this window: made with the first request, and anew after {@link Network.renew}. */
export class Network {
  readonly #version: string;
  readonly #log: Log;
  readonly #keys: KnownKeys;
  readonly #retired: Transport[] = [];
  #transport: Transport | undefined;

  /** @param keys masked in each answer, whichever of them it was asked with */
  constructor(version: string, log: Log, keys: KnownKeys) {
    this.#version = version;
    this.#log = log;
    this.#keys = keys;
  }

  transport(): Transport {
    return (this.#transport ??= this.#create());
  }

  /** Connects anew, as a request to this origin would, and tells each step. Sends one free request, without a key. */
  diagnose(origin: URL, signal: AbortSignal): Promise<ConnectionReport> {
    const probe = { ...keylessProbe(limitSettings()), origin, signal };
    return loadEngine().diagnoseConnection(this.#options(), probe);
  }

  #create(): Transport {
    return loadEngine().createTransport(this.#options());
  }

  #options(): EngineOptions {
    return {
      version: this.#version,
      keys: this.#keys,
      mode: transportChoice(),
      editorFetch: (...args) => globalThis.fetch(...args),
      network: { ...httpSettings(), environment: process.env },
      onSwitch: profile =>
        this.#log.warn(
          l10n.t("{0} goes through the editor's own network in this window from now on.", profile),
        ),
    };
  }

  /** The settings are other ones. Runs that still use the old transport keep it; it is closed when the window ends. */
  renew(): void {
    const old = this.#transport;
    this.#transport = undefined;
    if (old) this.#retired.push(old);
  }

  async close(): Promise<void> {
    const all = [...this.#retired, ...(this.#transport ? [this.#transport] : [])];
    await Promise.allSettled(all.map(transport => transport.close()));
  }
}
