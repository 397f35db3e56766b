/** What is said of an API without a source that says so; it may differ. */
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
   * What becomes of a value that the `enum` beside it does not name. `anyCase`: values are compared without case, and an unknown
   * one matches nothing. `open`: other names are taken and mean nothing. Without it such a value is refused.
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
  /** The request member that sizes the worst case the API checks before it works; with its default. */
  readonly sizedBy?: { readonly member: string; readonly default: number };
}

type OperationState = 'available' | 'gated' | 'unavailable';
export type RateGroup = 'general' | 'feed' | 'public';

/**
 * What sending twice could do: `creates` makes a thing twice, `spends` may be charged twice, `free` is harmless.
 * Comes from the catalog (`x-jobo-idempotent`, price), never from the HTTP method.
 */
export type OperationClass = 'free' | 'spends' | 'creates';

export interface RequestBody {
  readonly contentType: 'application/json' | 'multipart/form-data';
  readonly required: boolean;
  /** Resolved against {@link Catalog.schemas}; see `resolve` in catalog.ts. */
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
  /** `none`: a key is not even looked at; `optional`: works without one; `required`. */
  readonly key: 'none' | 'optional' | 'required';
  readonly idempotent: boolean;
  readonly price: Price;
  readonly group: RateGroup;
  /** How long the first byte of the answer may take, in seconds. */
  readonly timeoutSeconds: number;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  /** A good answer holds JSON. */
  readonly answersJson: boolean;
}

export interface Catalog {
  readonly version: string;
  /** In tree order. */
  readonly operations: readonly Operation[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  /** Named schemas of request bodies, by name. */
  readonly schemas: Readonly<Record<string, Schema>>;
  /** What the API has and this catalog leaves out, and why. */
  readonly leftOut: readonly { readonly id: string; readonly path: string; readonly why: string }[];
}
