/** The answer of an action that succeeds; what it costs is decided later. */
export interface Done {
  readonly kind: 'done';
  readonly status: 200 | 201 | 202;
  /** Absent if the answer has no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Rows delivered, the basis of a price per item. */
  readonly rows?: number;
  /** The call repeated one that was paid before, and costs nothing. */
  readonly alreadyPaid?: boolean;
}

/** The answer of an action that refuses; `errorBody` writes it. */
export interface Refused {
  readonly kind: 'refused';
  readonly status: number;
  readonly code?: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** More members of the body, for example `credits_required`. */
  readonly members?: Readonly<Record<string, unknown>>;
}

export type Answer = Done | Refused;

export const done = (body: unknown, more: Omit<Partial<Done>, 'kind' | 'body'> = {}): Done => ({
  kind: 'done',
  status: 200,
  body,
  ...more,
});

export const refuse = (
  status: number,
  detail: string,
  more: Omit<Partial<Refused>, 'kind' | 'status' | 'detail'> = {},
): Refused => ({ kind: 'refused', status, detail, ...more });
