/** What the panel draws, as values. The host has worded and translated every sentence in them. */
import type { Row } from './core/body/rows';
import type { Schema } from './core/catalog/operation';
import type { Draft } from './core/request/draft';

/** One control of the request form. */
export interface FieldView {
  readonly in: 'path' | 'query' | 'header' | 'file';
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: Schema;
  /** Shown as a placeholder. */
  readonly example?: string;
  /** Values sent lately, newest first. */
  readonly recent: readonly string[];
  /** `field/suggest` has values for this field. */
  readonly suggests: boolean;
  /** An empty list can be sent, and means something else than no value. */
  readonly allowEmptyValue: boolean;
  /** The API does not document this parameter. */
  readonly unsure?: true;
}

/** Something wrong with the request, shown at its field. An error stops the request, a warning does not. */
export interface FindingView {
  readonly in: 'path' | 'query' | 'header' | 'body' | 'file';
  readonly name: string;
  /** JSON pointer into the value; `''` for the whole value. */
  readonly pointer: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** A change that fixes the finding. The page sends back its index and title; the host makes the change itself. */
  readonly fix?: FixView;
}

export interface OperationView {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly docs: string;
  readonly deprecated: boolean;
  /** The API does not document this operation. */
  readonly unsure?: true;
  /** A sentence where the API has paused or gated the operation. */
  readonly notice?: string;
  readonly fields: readonly FieldView[];
  /** Only where the operation takes a JSON body. */
  readonly body?: {
    readonly required: boolean;
    readonly example: string;
    /** References are inlined; members have an example where the documentation shows one. */
    readonly schema: Schema;
    /** Members that `field/suggest` has values for: JSON pointers without positions in lists, as `/locations/city`. */
    readonly suggests: readonly string[];
  };
}

export interface FileView {
  readonly name: string;
  /** Size of the decoded file. */
  readonly bytes: number;
}

/** A draft as the form holds it. The content of files stays on the host; the page has only names and sizes. */
export interface DraftView extends Omit<Draft, 'files'> {
  readonly files: Readonly<Record<string, FileView>>;
}

/** The request half of the panel. */
export interface RequestView {
  readonly operation: OperationView;
  readonly draft: DraftView;
  readonly findings: readonly FindingView[];
  /** The price on the Send button: "up to 75 credits", "free", "not billed". */
  readonly price: string;
  /** The request is that of the older run on screen, not the operation's draft. */
  readonly ofRun?: true;
}

/** Text in a field that is not a valid value yet. */
export interface UnreadText {
  readonly operationId: string;
  /** The `keyOf` of the field. */
  readonly field: string;
  /** JSON text of the value that the draft keeps meanwhile. */
  readonly raw?: string;
  readonly text: string;
}

/** The button of one fix. */
export interface FixView {
  readonly title: string;
  /** Where the fix changes a value: "page_size 640 → 100". */
  readonly change?: string;
  /** Index of the fix in the diagnosis, or of its finding; the page names a fix only by it. */
  readonly index: number;
}

/** The explanation of a run: what happened, why, and its fixes. */
export interface CardView {
  readonly tone: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly detail: string;
  /** The API's own words. Untrusted text. */
  readonly message?: string;
  /** The figures behind the explanation: "needed", "300 credits". May be empty. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Drawn as a bar: how many of the needed credits there are. */
  readonly meter?: { readonly value: number; readonly max: number; readonly label: string };
  /** Behind *More*: undocumented members of the error body. Untrusted text. */
  readonly more?: readonly { readonly label: string; readonly value: string }[];
  /** Behind *Why?*: what the API documents about this status. */
  readonly why?: string;
  /** The first fix is the default, and the only filled button. */
  readonly fixes: readonly FixView[];
}

/** One attempt in the table of attempts. */
export interface AttemptView {
  /** From 1. */
  readonly number: number;
  /** "429", or a short failure name. */
  readonly label: string;
  readonly tone: 'good' | 'bad' | 'waiting';
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly waitMs?: number;
  /** "The server asked for 30 s." */
  readonly waitReason?: string;
  /** "connect 12 ms, first byte 80 ms …", redirects, proxy; worded. */
  readonly details: readonly string[];
}

/** How far a run has come. */
export type PhaseView =
  | { readonly kind: 'asking'; readonly text: string } // the editor asks about the cost, outside the panel
  | {
      readonly kind: 'running';
      readonly text: string;
      /** When the run began, ISO 8601. */
      readonly since: string;
      /** "12.3 MB received, 2.1 MB a second". Screen readers must not announce it: it changes all the time. */
      readonly progress?: string;
    }
  | {
      readonly kind: 'waiting';
      /** End of the countdown, ISO 8601. */
      readonly until: string;
      /** Length of the wait in ms; of a scheduled run the time left. */
      readonly ms: number;
      /** "Rate limit: waiting {0}, then attempt 3 of 6." with {0} for the countdown. */
      readonly text: string;
      /** "The server asked for 30 s." */
      readonly reason: string;
      /** Number of the next attempt, and the most there may be. Absent for a scheduled or queued run. */
      readonly attempt?: { readonly next: number; readonly of: number };
      readonly canSendNow: boolean;
      /** Puts *Stop* before *Send now*: more attempts are unlikely to help. */
      readonly stopFirst: boolean;
    }
  | { readonly kind: 'settled' };

/** The answer half of the panel: one run. */
export interface ExchangeView {
  readonly id: string;
  readonly operationId: string;
  /** "POST /api/jobs/search", "Key check: GET /api/jobs/0000…". */
  readonly title: string;
  readonly profile: string;
  readonly phase: PhaseView;
  /** Settled runs: "200 OK", "No answer", "Cancelled". */
  readonly status?: {
    readonly text: string;
    readonly tone: 'good' | 'bad' | 'neutral';
    readonly meaning: string;
  };
  /** "0.21 s", "8.1 MB", "2 attempts", "75 credits · 1,129 left". */
  readonly figures: readonly string[];
  readonly card?: CardView;
  /** Label of the way back to the run that this one fixed or repeated: "Back to the run before: 402 · 10:42". */
  readonly before?: string;
  /** A later run fixed or repeated this one. */
  readonly hasNewer?: true;
  readonly attempts: readonly AttemptView[];
  readonly headers: readonly (readonly [string, string])[];
  readonly body: {
    readonly kind: 'none' | 'json' | 'text';
    readonly bytes: number;
    readonly contentType: string;
    /** "Incomplete: broke off after 2.1 MB. …", "4 bytes are not UTF-8, and …". */
    readonly badges: readonly string[];
    /** How many rows are visible at the current folding. */
    readonly rows: number;
    /** The first of them, so that they are drawn without being asked for. At most 200, and 64 KB as JSON. */
    readonly first: readonly Row[];
  };
}
