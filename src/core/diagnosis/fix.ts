import type { FindingPlace } from '../request/finding';
import type { ValuePlace } from '../request/valuePlace';

/** The most that a change may cost when it is sent, in credits, by the price last learned, else the catalog's. */
interface Priced {
  readonly upTo: number;
  /** `unknown`: no price is published, `upTo` is a guess. `notBilled`: the sandbox and test keys are never charged. */
  readonly price?: 'unknown' | 'notBilled';
}

/** Changes the request: `applyFix` makes the new draft, of any draft. Values are JSON. */
export type ChangeFix =
  | ({
      readonly kind: 'setValue';
      readonly at: ValuePlace;
      readonly from: unknown;
      readonly value: unknown;
    } & Priced)
  | ({ readonly kind: 'removeValue'; readonly at: ValuePlace; readonly from: unknown } & Priced)
  /** Fewer rows, so that the wallet covers them. `upTo` follows from the error's own figures. */
  | ({
      readonly kind: 'setSize';
      readonly member: string;
      readonly from: number;
      readonly size: number;
    } & Priced)
  /** Removes the cursor, or takes the body that the API gave for a new start. */
  | ({
      readonly kind: 'startOver';
      /** The cursor that is removed. */
      readonly from?: string;
      readonly replacement?: Readonly<Record<string, unknown>>;
    } & Priced)
  /** Removes all filters; a search looks for one word instead, for which the sandbox has rows. */
  | ({
      readonly kind: 'widen';
      readonly word?: string;
      /** Names of filters that stay, since they find rows by themselves. */
      readonly kept?: readonly string[];
      /** Names of the removed filters, long lists and names cut. */
      readonly dropped: readonly string[];
    } & Priced)
  /** A new key makes it another intended action: the API must not take it for the earlier one. */
  | ({ readonly kind: 'newIdempotencyKey' } & Priced)
  /** Uses another operation for the same need, with the values that can be carried over. */
  | ({
      readonly kind: 'useOperation';
      readonly operationId: string;
      readonly send: boolean;
    } & Priced);

/** Asks the person for one value, and then becomes a `setValue`. */
export type AskFix =
  | {
      readonly kind: 'askValue';
      readonly at: ValuePlace;
      readonly from?: unknown;
      /** The legal values, if there is a list of them. */
      readonly allowed?: readonly unknown[];
    }
  /** Offers the ids seen in recent answers of the run's profile. */
  | { readonly kind: 'pickId'; readonly at: ValuePlace; readonly thing: IdThing };

/** What an id may be of. */
export type IdThing = 'job' | 'company' | 'application';

/** Carried out by the shell; the request stays as it is. */
type ActionFix =
  /** Asks for a key, and sends once more if one was set. */
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
  /** Tests the connection to the run's profile step by step; free. */
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
