import * as tls from 'node:tls';
import type { NetworkSettings } from './proxy';
import type { SystemCertificates } from './systemCertificates';

/** Newer runtimes only; the types describe the oldest one. */
const { getCACertificates } = tls as {
  getCACertificates?: (type: 'extra') => readonly string[];
};

/** The state of the system's certificates. */
export type SystemTrust =
  | { readonly kind: 'off' }
  /** No connection needed them so far. */
  | { readonly kind: 'unread' }
  /** This runtime cannot read them. */
  | { readonly kind: 'unavailable' }
  /** `added`: how many the runtime does not trust already. */
  | { readonly kind: 'read'; readonly count: number; readonly added: number };

/** Which certificates the connections of one transport trust. It only grows, by the system's. */
export interface Trust {
  /** Undefined: the runtime's own certificates, which are cheaper to set up. */
  readonly context: tls.SecureContext | undefined;
  /** False: `widen` may bring more. */
  readonly isWhole: boolean;
  readonly system: SystemTrust;
  /** Adds the system's certificates, which may take long. Rejects if they cannot be read; may be called again. */
  widen(): Promise<void>;
}

/**
 * The system's certificates are read only when a certificate is not accepted without them, and never on this thread:
 * the runtime itself knows most servers' authorities, and reading takes up to a minute on some systems.
 */
export function createTrust(
  { systemCertificates, certificates = [] }: NetworkSettings,
  read: () => Promise<SystemCertificates>,
): Trust {
  let system: SystemTrust = systemCertificates ? { kind: 'unread' } : { kind: 'off' };
  let context = contextWith(certificates);
  let widening: Promise<void> | undefined;
  const takeIn = (found: SystemCertificates): void => {
    if (found === undefined) {
      system = { kind: 'unavailable' };
      return;
    }
    const added = beyond(usual(), found);
    if (added.length > 0) context = contextWith([...added, ...certificates]);
    system = { kind: 'read', count: found.length, added: added.length };
  };
  return {
    get context() {
      return context;
    },
    get isWhole() {
      return system.kind !== 'unread';
    },
    get system() {
      return system;
    },
    widen() {
      if (system.kind !== 'unread') return Promise.resolve();
      // In `then`, so that a `read` that throws rejects.
      widening ??= Promise.resolve()
        .then(read)
        .then(takeIn)
        .finally(() => {
          widening = undefined;
        });
      return widening;
    },
  };
}

/**
 * What the runtime trusts by itself: its own certificates and those of `NODE_EXTRA_CA_CERTS`. Not
 * `getCACertificates('default')`: if the runtime is told to trust the system's, that would read them on this thread.
 */
const usual = (): readonly string[] => [
  ...tls.rootCertificates,
  ...(getCACertificates?.('extra') ?? []),
];

/** Adds as few as possible: about 7 certificates take a millisecond on the main thread. */
function contextWith(extra: readonly string[]): tls.SecureContext | undefined {
  if (extra.length === 0) return undefined;
  const known = usual();
  return tls.createSecureContext({ ca: [...known, ...beyond(known, extra)] });
}

/** The certificates that are not known, each once; line breaks in their text make no difference. */
function beyond(known: readonly string[], certificates: readonly string[]): readonly string[] {
  const bare = (text: string): string => text.replace(/\s+/g, '');
  const seen = new Set(known.map(bare));
  return certificates.filter(each => {
    const text = bare(each);
    return !seen.has(text) && seen.add(text);
  });
}
