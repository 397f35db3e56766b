import type { LookupFunction } from 'node:net';
import type { KnownKeys } from '../keys/knownKeys';
import type { Caps } from './collect';
import type { DialOptions } from './dial';
import type { NetworkSettings } from './proxy';
import type { SystemCertificates } from './systemCertificates';

/** What the engine is made with: settings, and what it takes from outside. */
export interface EngineOptions {
  /** Of the extension; goes into `user-agent`. */
  readonly version: string;
  readonly network: NetworkSettings;
  /** `jobo.network.transport`. */
  readonly mode: 'auto' | 'undici' | 'editor';
  /** The editor's `fetch`. */
  readonly editorFetch: typeof globalThis.fetch;
  /** In `auto`: a profile goes through the editor from now on. */
  onSwitch?(profile: string): void;
  /** Masked wherever an answer holds them; the one that an attempt is sent with is added. */
  readonly keys?: KnownKeys;
  readonly caps?: Caps;
  /** Instead of the system's resolver. */
  readonly lookup?: LookupFunction;
  /** Instead of a socket that is connected to one address at once. */
  readonly connect?: DialOptions['connect'];
  /** Instead of a thread that asks the system. */
  readonly readSystemCertificates?: () => Promise<SystemCertificates>;
}
