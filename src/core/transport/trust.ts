import * as tls from 'node:tls';
import type { NetworkSettings } from './proxy';
import type { SystemCertificates } from './systemCertificates';

/** Newer runtimes only; the types describe the oldest one. */
const { getCACertificates } = tls as {
  getCACertificates?: (type: 'extra') => readonly string[];
};

/** What came of the certificates of the system. */
export type SystemTrust =
  | { readonly kind: 'off' }
  /** No connection needed them so far. */
  | { readonly kind: 'unread' }
  /** This runtime cannot tell them. */
  | { readonly kind: 'unavailable' }
  /** `added`: those that are not trusted anyway. */
  | { readonly kind: 'read'; readonly count: number; readonly added: number };

/** What the connections of one transport trust. It only ever grows, by what the system trusts. */
export interface Trust {
  /** `undefined`: the runtime's own choice, which is cheaper to make. */
  readonly context: tls.SecureContext | undefined;
  /** False: `widen` may bring more. */
  readonly isWhole: boolean;
  readonly system: SystemTrust;
  /** Takes the system's certificates in, which may take long. Rejects where they cannot be read; may be tried again. */
  widen(): Promise<void>;
}

/**
 * The system's certificates are read for the first one that is not accepted without them, and never on this thread: most
 * servers are known to the runtime itself, and to read them takes up to a minute on some systems.
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
      // One that throws is one that rejects.
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
 * What the runtime trusts by itself: those that it brings, and those of `NODE_EXTRA_CA_CERTS`. Not `default`: where the
 * runtime is told to trust the system's, that would read them on this thread.
 */
const usual = (): readonly string[] => [
  ...tls.rootCertificates,
  ...(getCACertificates?.('extra') ?? []),
];

/** With few in it: some 7 of them take a millisecond, on the thread that everything else waits for. */
function contextWith(extra: readonly string[]): tls.SecureContext | undefined {
  if (extra.length === 0) return undefined;
  const known = usual();
  return tls.createSecureContext({ ca: [...known, ...beyond(known, extra)] });
}

/** Those that are not known, each once; how the text of a certificate is folded says nothing. */
function beyond(known: readonly string[], certificates: readonly string[]): readonly string[] {
  const bare = (text: string): string => text.replace(/\s+/g, '');
  const seen = new Set(known.map(bare));
  return certificates.filter(each => {
    const text = bare(each);
    return !seen.has(text) && seen.add(text);
  });
}
