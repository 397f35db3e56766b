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

/** A file as a part of a multipart body: `body: { file: { name, type, base64 } }`. At most 10 MB; not kept in history. */
export interface FileValue {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

export interface SendRequest {
  readonly operationId: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  /** The operation's own header parameters only; any other ends as `refused`. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * A JSON value, or JSON text as a string. What JSON cannot say ends as `refused`, as it does in path, query and headers. For an operation that takes a file: its parts by name, each a
   * {@link FileValue}.
   */
  readonly body?: unknown;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** Replaces the waiting between attempts, for example to schedule instead of holding. Default: really waits. */
  readonly wait?: (ms: number, reason: string, signal: AbortSignal) => Promise<void>;
  /**
   * What becomes of a metered request that was answered within `jobo.credits.repeatMinutes` (same request, profile, base
   * URL and key). `ask`: the person chooses between the answer that is kept and sending again, as over a spending limit;
   * dismissed, it ends as `refused`. `send`: it is sent; limits are still asked about. `kept`: `send()` resolves with the
   * earlier run, nothing is sent and nobody is asked. A test key and the sandbox take nothing, so they are just sent.
   * Default: `ask`.
   */
  readonly repeating?: 'ask' | 'send' | 'kept';
}

/** One request, all its attempts, its outcome. JSON-safe; never holds the key. */
export interface Exchange {
  readonly id: string;
  readonly operationId: string;
  /**
   * What the run is for, where it is no use of its operation: `keyCheck` asks for a job that does not exist, so that 404
   * tells that the key is good. Absent for a run that somebody asked for, as each of `send()` is. Later versions may add
   * purposes.
   */
  readonly purpose?: 'keyCheck';
  readonly method: string;
  readonly url: string;
  readonly profile: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** In the order they were sent; `waitMs` is the wait that followed an attempt. */
  readonly attempts: readonly Attempt[];
  /** `asking`, `running`, `waiting` and `scheduled` while it goes on; every other kind is final. */
  readonly outcome: Outcome;
  readonly body: {
    /** Decoded; undefined until there is an answer, and for one that is no longer in memory. */
    readonly text?: string;
    readonly bytes: number;
    readonly contentType: string;
    /** Bytes in `text` where that is not all of them. */
    readonly held?: number;
    readonly incomplete?: boolean;
    /** What was odd about it: a code, and a sentence that names what the server said. */
    readonly badges: readonly { readonly code: BodyBadge['code']; readonly text: string }[];
  };
  readonly diagnosis?: {
    readonly code: string;
    readonly title: string;
    readonly detail: string;
    /** The API's own words; untrusted. */
    readonly message?: string;
    /** The first one is the default. */
    readonly fixes: readonly (Fix & { readonly title: string })[];
  };
  /** As the answer told them; fractions are possible. */
  readonly credits: Charge;
  /** What was known of the profile's wallet when the run began. */
  readonly balanceBefore?: { readonly credits: number; readonly at: string };
  /** An attempt went with another key than the one before it. */
  readonly keyChanged?: true;
  /** The key is not of the documented form. */
  readonly keyMalformed?: true;
}

/** What `activate()` gives to other extensions. */
export interface JoboExplorerApi {
  readonly version: 1;
  /** The catalog, in tree order. */
  operations(): readonly {
    readonly id: string;
    readonly method: string;
    readonly path: string;
    readonly tag: string;
    readonly summary: string;
  }[];
  /**
   * Sends one request with the active profile, through the same five hops as a click; schema warnings do not stop it.
   * Resolves for every outcome, `refused` for values that cannot be sent; rejects only for an operation that is not in the
   * catalog. A spending or creating request that is
   * identical to one still running joins it, whoever sent that, and ends as that one does, also where its own options
   * differ (its own signal then ends the joining, and not that run); one that was answered lately may resolve with the earlier run, see {@link SendOptions.repeating}.
   */
  send(request: SendRequest, options?: SendOptions): Promise<Exchange>;
  /** Fires whenever a run of this window moves on, whoever started it. */
  readonly onDidChangeExchange: Event<Exchange>;
}

/** The public face of the parts. */
export function createApi(explorer: Explorer, sender: Sender, bodies: Bodies, tell: Tell) {
  const changed = new EventEmitter<Exchange>();
  const listening = explorer.onDidChange(exchange => changed.fire(worded(exchange, bodies)));
  const api: JoboExplorerApi = {
    version: 1,
    operations: () =>
      catalog.operations.map(({ id, method, path, tag, summary }) => ({
        id,
        method,
        path,
        tag,
        summary,
      })),
    async send(request, options) {
      const exchange = await sender
        .send(draftOf(request), optionsOf(options))
        // What is rejected is written down by whoever called.
        .catch(async (failure: unknown) => {
          await tell.ready();
          throw masked(failure as Error, tell.mask);
        });
      return worded(exchange, bodies);
    },
    onDidChangeExchange: changed.event,
  };
  return {
    api,
    dispose() {
      listening.dispose();
      changed.dispose();
    },
  };
}

/** Options of another program: what is not of its type is as if it were not there. */
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

/** `text` is decoded when it is first read: an event for each step of a run must cost nothing for a large body. */
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
