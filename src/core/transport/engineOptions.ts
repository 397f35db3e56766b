import type { LookupFunction } from 'node:net';
import type { KnownKeys } from '../keys/knownKeys';
import type { Caps } from './collect';
import type { DialOptions } from './dial';
import type { NetworkSettings } from './proxy';
import type { SystemCertificates } from './systemCertificates';

/** What the engine is created with: settings, and what it takes from outside. */
export interface EngineOptions {
  /** Of the extension; goes into `user-agent`. */
  readonly version: string;
  readonly network: NetworkSettings;
  /** `jobo.network.transport`. */
  readonly mode: 'auto' | 'undici' | 'editor';
  /** The editor's `fetch`. */
  readonly editorFetch: typeof globalThis.fetch;
  /** Mode `auto`: called when a profile goes through the editor from now on. */
  onSwitch?(profile: string): void;
  /** Masked wherever an answer contains them; each attempt's key is added. */
  readonly keys?: KnownKeys;
  readonly caps?: Caps;
  /** Replaces the system's resolver. */
  readonly lookup?: LookupFunction;
  /** Replaces connecting a socket to one address. */
  readonly connect?: DialOptions['connect'];
  /** Replaces the thread that reads the system's certificates. */
  readonly readSystemCertificates?: () => Promise<SystemCertificates>;
}
