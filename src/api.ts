import { EventEmitter, type Event } from 'vscode';
import { catalog } from './core/catalog/catalog';
import { toText } from './core/charset/toUtf8';
import type { BodyBadge } from './core/body/badge';
import { knownBadges } from './core/body/knownBadges';
import type { Bodies } from './core/run/answerBodies';
import type { Explorer } from './core/explorer';
import type { Attempt, Charge, Outcome, Exchange as CoreExchange } from './core/exchange';
import type { Fix } from './core/diagnosis/fix';
import { draftOf } from './core/request/draftOf';
import { masked } from './shell/common/log';
import type { Sender } from './shell/runs/sender';
import type { Tell } from './shell/common/tell';
import { badgeWords } from './shell/words/badgeWords';
import { diagnosisWords } from './shell/words/diagnosisWords';
import { fixWords } from './shell/words/fixWords';

/**
 * A file as a part of a multipart body: `body: { file: { name, type, base64 } }`. At most 10 MiB decoded; history does
 * not keep it.
 */
export interface FileValue {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

/** A request to send: the operation's id in the catalog, and its values by name. */
export interface SendRequest {
  readonly operationId: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  /** The operation's own header parameters only; with any other header the run ends as `refused`. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * A JSON value, or JSON text as a string. For an operation that takes a file: its parts by name, each a
   * {@link FileValue}. A value that JSON cannot hold ends the run as `refused`, also in path, query or headers.
   */
  readonly body?: unknown;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  /**
   * Replaces the wait before the next attempt, for example to schedule it: the attempt is sent once the promise
   * resolves, and a rejection cancels the run. `signal` aborts where the wait ends otherwise. Default: waits `ms`
   * milliseconds.
   */
  readonly wait?: (ms: number, reason: string, signal: AbortSignal) => Promise<void>;
  /**
   * Decides about a metered request whose answer from the last `jobo.credits.repeatMinutes` minutes is still kept (same
   * request, profile, base URL and key). `ask`: the person chooses between the kept answer and sending again; a
   * dismissed question ends the run as `refused`. `send`: sends it; spending limits still ask. `kept`: `send()`
   * resolves with the earlier run; nothing is sent and nobody is asked. With a test key or in the sandbox it is sent,
   * as nothing is charged. Default: `ask`.
   */
  readonly repeating?: 'ask' | 'send' | 'kept';
}

/** A run: one request with all its attempts and its outcome. JSON-safe; never holds the key. */
export interface Exchange {
  readonly id: string;
  readonly operationId: string;
  /**
   * Set where the extension only borrows the operation: `keyCheck` asks for a job that does not exist, and the API
   * answers 404 only to a good key. Absent for requests of the person and of `send()`. Later versions may add purposes.
   */
  readonly purpose?: 'keyCheck';
  readonly method: string;
  readonly url: string;
  readonly profile: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** In the order they were sent; `waitMs` is the wait after an attempt, in milliseconds. */
  readonly attempts: readonly Attempt[];
  /** The kinds `asking`, `running`, `waiting` and `scheduled` change later; every other kind is final. */
  readonly outcome: Outcome;
  readonly body: {
    /** Decoded. Undefined before there is an answer, and once the body is no longer in memory. */
    readonly text?: string;
    /** Length of what was received, in bytes, after Content-Encoding is undone. */
    readonly bytes: number;
    readonly contentType: string;
    /** Where `text` is only the beginning: how many bytes of the body it covers. */
    readonly held?: number;
    /** The body broke off before its end. */
    readonly incomplete?: boolean;
    /** Oddities of the body, each as a code and a sentence. */
    readonly badges: readonly { readonly code: BodyBadge['code']; readonly text: string }[];
  };
  readonly diagnosis?: {
    readonly code: string;
    readonly title: string;
    readonly detail: string;
    /** The API's own words: untrusted text. */
    readonly message?: string;
    /** The first fix is the default. */
    readonly fixes: readonly (Fix & { readonly title: string })[];
  };
  /** Credits as the answer named them; fractions are possible. */
  readonly credits: Charge;
  /** The profile's last known balance in credits when the run began; `at` (ISO 8601) says when it was learned. */
  readonly balanceBefore?: { readonly credits: number; readonly at: string };
  /** The key was replaced between two attempts. */
  readonly keyChanged?: true;
  /** The key does not have the documented form. */
  readonly keyMalformed?: true;
}

/** The value of `activate()`, for other extensions. */
export interface JoboExplorerApi {
  readonly version: 1;
  /** All operations of the catalog, in the order of the Operations view. */
  operations(): readonly {
    readonly id: string;
    readonly method: string;
    readonly path: string;
    readonly tag: string;
    readonly summary: string;
  }[];
  /**
   * Sends one request with the active profile, as a click does; schema warnings do not stop it. Resolves for every
   * outcome (`refused` for values that cannot be sent); rejects only for an operation that is not in the catalog.
   *
   * A spending or creating request that is identical to a running one is not sent twice: it joins that run, whoever
   * started it and whatever its own options are, and resolves as it ends. Its own signal then ends only the joining,
   * not the run. A metered request may also resolve with an earlier run, see {@link SendOptions.repeating}.
   */
  send(request: SendRequest, options?: SendOptions): Promise<Exchange>;
  /** Fires at every step of every run in this window, whoever started it. */
  readonly onDidChangeExchange: Event<Exchange>;
}

/** Makes the API that `activate()` returns. */
export function createApi(explorer: Explorer, sender: Sender, bodies: Bodies, tell: Tell) {
  const changed = new EventEmitter<Exchange>();
  let listening: { dispose(): void } | undefined;
  // Wording each step of each run takes time: only from the first listener on.
  const listen = () =>
    (listening ??= explorer.onDidChange(exchange => changed.fire(worded(exchange, bodies))));
  const api: JoboExplorerApi = {
    version: 1,
    operations: () =>
      catalog().operations.map(({ id, method, path, tag, summary }) => ({
        id,
        method,
        path,
        tag,
        summary,
      })),
    async send(request, options) {
      const exchange = await sender
        .send(draftOf(request), optionsOf(options))
        // The caller may log the error, so it must not hold a key.
        .catch(async (failure: unknown) => {
          await tell.ready();
          throw masked(failure as Error, tell.mask);
        });
      return worded(exchange, bodies);
    },
    onDidChangeExchange(...listener) {
      listen();
      return changed.event(...listener);
    },
  };
  return {
    api,
    dispose() {
      listening?.dispose();
      changed.dispose();
    },
  };
}

/** Reads the options of another program. A value of the wrong type counts as absent; if reading throws, all do. */
function optionsOf(given: SendOptions | null = {}): SendOptions {
  try {
    const { signal, wait, repeating } = given ?? {};
    return {
      ...(signal instanceof AbortSignal && { signal }),
      ...(typeof wait === 'function' && { wait }),
      ...((repeating === 'send' || repeating === 'kept') && { repeating }),
    };
  } catch {
    return {};
  }
}

/** Decodes `text` only when it is first read, since this runs at each step of a run and a body may be large. */
function worded(exchange: CoreExchange, bodies: Bodies): Exchange {
  const { diagnosis, unbilled: _, ...rest } = exchange;
  const { badges, ...facts } = exchange.body;
  const body = {
    ...facts,
    badges: knownBadges(badges).map(badge => ({ code: badge.code, text: badgeWords(badge) })),
  };
  const content = bodies.held(exchange.id);
  let text: string | undefined;
  const withText = content
    ? {
        ...body,
        get text() {
          return (text ??= toText(content.bytes, exchange.body.contentType));
        },
      }
    : body;
  if (!diagnosis) return { ...rest, body: withText };
  const { code, message, fixes } = diagnosis;
  return {
    ...rest,
    body: withText,
    diagnosis: {
      code,
      ...diagnosisWords(diagnosis),
      ...(message !== undefined && { message }),
      fixes: fixes.map(fix => ({ ...fix, title: fixWords(fix) })),
    },
  };
}
