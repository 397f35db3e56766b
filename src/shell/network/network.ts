import { l10n } from 'vscode';
import { keylessProbe } from '../../core/run/keyProbe';
import type { KnownKeys } from '../../core/keys/knownKeys';
import type { EngineOptions } from '../../core/transport/engineOptions';
import type { ConnectionReport } from '../../core/transport/probe/connectionReport';
import type { Transport } from '../../core/transport/transport';
import { loadEngine } from './loadEngine';
import type { Log } from '../common/log';
import { httpSettings, limitSettings, transportChoice } from '../common/settings';

/** The transport of this window, created at the first request and again after {@link Network.renew}. */
export class Network {
  readonly #version: string;
  readonly #log: Log;
  readonly #keys: KnownKeys;
  readonly #retired: Transport[] = [];
  #transport: Transport | undefined;

  /** @param keys all of them are masked in every answer, not only the key that was sent */
  constructor(version: string, log: Log, keys: KnownKeys) {
    this.#version = version;
    this.#log = log;
    this.#keys = keys;
  }

  transport(): Transport {
    return (this.#transport ??= this.#create());
  }

  /** Opens a new connection as a request would, and reports each step. Sends one free request without a key. */
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

  /** Call when settings changed. Running runs keep the old transport, which is closed when the window closes. */
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
