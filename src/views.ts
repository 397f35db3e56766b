/** What the panel draws, as values: every sentence in them has been worded (and translated) by the host. */
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
  /** `field/suggest` knows values of it. */
  readonly suggests: boolean;
  /** An empty list can be sent and means something else than leaving it out. */
  readonly allowEmptyValue: boolean;
  /** Nobody documents that it is so. */
  readonly unsure?: true;
}

export interface FindingView {
  readonly in: 'path' | 'query' | 'header' | 'body' | 'file';
  readonly name: string;
  /** JSON pointer inside the value; `''` for the whole. */
  readonly pointer: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** A change that mends it. The page sends back its position and label; the host makes the change anew. */
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
  /** Nobody documents that it is so. */
  readonly unsure?: true;
  /** A sentence where the API has paused or gated it. */
  readonly notice?: string;
  readonly fields: readonly FieldView[];
  /** Present where the operation takes a JSON body. */
  readonly body?: {
    readonly required: boolean;
    readonly example: string;
    /** Without references; members have an example where the documentation shows one. */
    readonly schema: Schema;
    /** Places that `field/suggest` knows values of: JSON pointers without positions in lists, as `/locations/city`. */
    readonly suggests: readonly string[];
  };
}

export interface FileView {
  readonly name: string;
  readonly bytes: number;
}

/** A draft as the form holds it: files stay on the host, only their names are here. */
export interface DraftView extends Omit<Draft, 'files'> {
  readonly files: Readonly<Record<string, FileView>>;
}

export interface RequestView {
  readonly operation: OperationView;
  readonly draft: DraftView;
  readonly findings: readonly FindingView[];
  /** "up to 75 credits", "free", "not billed": stands on the Send button. */
  readonly price: string;
  /** It is the request of the older run that is shown, and not the draft of the operation. */
  readonly ofRun?: true;
}

/** What was typed into a field and is no value yet. */
export interface UnreadText {
  readonly operationId: string;
  /** The `keyOf` of the field. */
  readonly field: string;
  /** The value that stays meanwhile. */
  readonly raw?: string;
  readonly text: string;
}

export interface FixView {
  readonly title: string;
  /** "page_size 640 → 100", where it changes a value. */
  readonly change?: string;
  /** Position in the list of the diagnosis or of the findings; all that the webview may send back. */
  readonly index: number;
}

export interface CardView {
  readonly tone: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly detail: string;
  /** The API's own words. Untrusted text. */
  readonly message?: string;
  /** What the explanation rests on: "needed", "300 credits". May be empty. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Drawn as a bar: what there is of what is needed. */
  readonly meter?: { readonly value: number; readonly max: number; readonly label: string };
  /** Behind *More*: members of the error that nobody documents. Untrusted text. */
  readonly more?: readonly { readonly label: string; readonly value: string }[];
  /** Behind *Why?*: what the API's status table says of this status. */
  readonly why?: string;
  /** The first one is the default, the only filled button. */
  readonly fixes: readonly FixView[];
}

export interface AttemptView {
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

export type PhaseView =
  | { readonly kind: 'asking'; readonly text: string } // a question stands elsewhere in the editor
  | {
      readonly kind: 'running';
      readonly text: string;
      readonly since: string;
      /** "12.3 MB received, 2.1 MB a second"; not spoken, as it changes all the time. */
      readonly progress?: string;
    }
  | {
      readonly kind: 'waiting';
      /** ISO 8601; the countdown counts to it. */
      readonly until: string;
      readonly ms: number;
      /** "Rate limit: waiting {0}, then attempt 3 of 6." with {0} for the countdown. */
      readonly text: string;
      /** "The server asked for 30 s." */
      readonly reason: string;
      /** The attempt that follows, and how many there may be; absent for a run that is scheduled. */
      readonly attempt?: { readonly next: number; readonly of: number };
      readonly canSendNow: boolean;
      /** More attempts are unlikely to help: *Stop* comes first. */
      readonly stopFirst: boolean;
    }
  | { readonly kind: 'settled' };

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
  /** The run that a fix led from to this one, as a way back: "Back to the run before: 402 · 10:42". */
  readonly before?: string;
  /** A later run came of this one. */
  readonly hasNewer?: true;
  readonly attempts: readonly AttemptView[];
  readonly headers: readonly (readonly [string, string])[];
  readonly body: {
    readonly kind: 'none' | 'json' | 'text';
    readonly bytes: number;
    readonly contentType: string;
    /** "Incomplete: broke off after 2.1 MB. …", "4 bytes are not UTF-8, and …". */
    readonly badges: readonly string[];
    /** Rows visible at first. */
    readonly rows: number;
  };
}
