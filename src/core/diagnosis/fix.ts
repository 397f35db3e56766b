import type { FindingPlace } from '../request/finding';
import type { ValuePlace } from '../request/valuePlace';

/** What a change may cost when it is sent, in credits: the worst case, by the price learned of late, else by the catalog's. */
interface Priced {
  readonly upTo: number;
  /** `unknown`: none is published, `upTo` is what comes next to one. `notBilled`: the sandbox and test keys take nothing. */
  readonly price?: 'unknown' | 'notBilled';
}

/** Changes the request, purely: `applyFix` makes the new draft of any draft. Values are JSON. */
export type ChangeFix =
  | ({
      readonly kind: 'setValue';
      readonly at: ValuePlace;
      readonly from: unknown;
      readonly value: unknown;
    } & Priced)
  | ({ readonly kind: 'removeValue'; readonly at: ValuePlace; readonly from: unknown } & Priced)
  /** Fewer rows: what the wallet covers. `upTo` follows from the error's own figures. */
  | ({
      readonly kind: 'setSize';
      readonly member: string;
      readonly from: number;
      readonly size: number;
    } & Priced)
  /** Without its cursor, or with the body that the API gave to start over with. */
  | ({
      readonly kind: 'startOver';
      /** The cursor that is left behind. */
      readonly from?: string;
      readonly replacement?: Readonly<Record<string, unknown>>;
    } & Priced)
  /** Without all that narrows its rows, and looking for one word where it looks for words: what the sandbox has rows for. */
  | ({
      readonly kind: 'widen';
      readonly word?: string;
      /** Names of the filters that stay, since they find something by themselves. */
      readonly kept?: readonly string[];
      /** Names of what is left out, as far as they are told. */
      readonly dropped: readonly string[];
    } & Priced)
  /** Another intended action: the API must not take it for the earlier one. */
  | ({ readonly kind: 'newIdempotencyKey' } & Priced)
  /** Another operation that answers the same need, with what can be carried over. */
  | ({
      readonly kind: 'useOperation';
      readonly operationId: string;
      readonly send: boolean;
    } & Priced);

/** Needs one value from the person first; then it is a `setValue`. */
export type AskFix =
  | {
      readonly kind: 'askValue';
      readonly at: ValuePlace;
      readonly from?: unknown;
      /** The legal values where there is a list of them. */
      readonly allowed?: readonly unknown[];
    }
  /** One of the ids seen in recent answers of the run's profile. */
  | { readonly kind: 'pickId'; readonly at: ValuePlace; readonly thing: IdThing };

/** What an id may be of. */
export type IdThing = 'job' | 'company' | 'application';

/** Carried out by the shell; the request stays as it is. */
type ActionFix =
  /** Asks for a key, and sends once more where one was set. */
  | { readonly kind: 'setApiKey' }
  /** Moves a key from the request to secret storage; nothing is sent. */
  | { readonly kind: 'storeKey' }
  | { readonly kind: 'checkApiKey' }
  /** Asks for another profile, and sends with it. */
  | { readonly kind: 'switchProfile' }
  | { readonly kind: 'runInSandbox' }
  | { readonly kind: 'sendAgain'; readonly mayRepeatCharge: boolean }
  /** ISO 8601. */
  | { readonly kind: 'sendAt'; readonly at: string }
  | {
      readonly kind: 'editRequest';
      readonly at?: Pick<FindingPlace, 'in' | 'name'> & Partial<FindingPlace>;
    }
  | { readonly kind: 'openPage'; readonly page: Page }
  | { readonly kind: 'openSetting'; readonly setting: string }
  /** Follows the way to the run's profile step by step; free. */
  | { readonly kind: 'diagnoseConnection' }
  | { readonly kind: 'copyReport' };

/**
 * One offered fix. Data only: it can be applied to any draft (`applyFix`) or carried out by the shell, and it never
 * holds a sentence.
 */
export type Fix = ChangeFix | AskFix | ActionFix;

/** Public pages a fix may open; the addresses stand in one table (`pages.ts`). */
export type Page =
  | 'apiKeys'
  | 'credits'
  | 'status'
  | 'pricing'
  | 'rateLimits'
  | 'statusCodes'
  | 'dashboard'
  | 'autoApply'
  | 'docs';
