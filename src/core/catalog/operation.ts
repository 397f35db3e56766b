/** Marks a fact about the API that no public source confirms: the API may differ. */
export type Confidence = 'low';

/** The part of JSON Schema 2020-12 that the catalog's parameters and bodies use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly 'x-jobo-confidence'?: Confidence;
  /**
   * What the API does with a value that is not in `enum`. `anyCase`: it ignores case, and an unknown value matches
   * nothing. `open`: it accepts an unknown value, which means nothing. Absent: it refuses the value.
   */
  readonly 'x-jobo-values'?: 'anyCase' | 'open';
}

export type ParameterPlace = 'path' | 'query' | 'header';

export interface Parameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly description: string;
  readonly schema: Schema;
  readonly example?: unknown;
  readonly confidence?: Confidence;
  /** An empty list is sent as `name=` and means something else than leaving it out. */
  readonly allowEmptyValue: boolean;
}

/** What a run costs, in credits. `amount` 0 means free. */
interface Price {
  readonly unit: 'request' | 'item';
  readonly amount: number;
  readonly notes: string;
  /** False where the API's documentation names no price for this operation. */
  readonly published: boolean;
  /** The request member that sets the highest price, for which the API checks the balance first; and its default. */
  readonly sizedBy?: { readonly member: string; readonly default: number };
}

type OperationState = 'available' | 'gated' | 'unavailable';
export type RateGroup = 'general' | 'feed' | 'public';

/**
 * What sending twice could do: `creates` may make a thing twice, `spends` may be charged twice, `free` is harmless.
 * Comes from the catalog (`x-jobo-idempotent`, price), never from the HTTP method.
 */
export type OperationClass = 'free' | 'spends' | 'creates';

export interface RequestBody {
  readonly contentType: 'application/json' | 'multipart/form-data';
  readonly required: boolean;
  /** May refer to {@link Catalog.schemas}; see `resolve` in catalog.ts. */
  readonly schema: Schema;
  readonly examples: Readonly<Record<string, unknown>>;
}

/** One path and method of the API, by its `operationId`. */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` segments. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly docs: string;
  readonly docsConfirmed: boolean;
  readonly confidence?: Confidence;
  readonly state: OperationState;
  readonly deprecated: boolean;
  /** `none`: the API ignores a key; `optional`: it works without one, too. */
  readonly key: 'none' | 'optional' | 'required';
  readonly idempotent: boolean;
  readonly price: Price;
  readonly group: RateGroup;
  /** How long the first byte of the answer may take, in seconds. */
  readonly timeoutSeconds: number;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  /** Whether a successful answer holds JSON. */
  readonly answersJson: boolean;
}

export interface Catalog {
  readonly version: string;
  /** In the order of the tree view. */
  readonly operations: readonly Operation[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  /** Named schemas of request bodies, by name. */
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Operations of the API that this catalog leaves out, and why. */
  readonly leftOut: readonly { readonly id: string; readonly path: string; readonly why: string }[];
}
