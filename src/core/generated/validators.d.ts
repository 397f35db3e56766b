/** One rule that a value breaks, as ajv reports it. */
export interface Violation {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}
export interface Validator {
  (data: unknown): boolean;
  errors?: readonly Violation[] | null;
}
/** By operationId; each checks `{ path, query, headers, body }` of one request, query values typed. */
export const validators: Readonly<Record<string, Validator>>;
