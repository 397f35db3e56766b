import type { Draft } from '../../../../src/core/request/draft';
import type { PasteProblem } from '../../../../src/core/snippets/pasted';
import { draft } from '../../request/drafts';

export const origin = 'https://connect.jobo.world';
/** Two addresses that a line may be of, and a body for the second, quoted as most shells do. */
export const G = `${origin}/api/jobs`;
export const U = `${origin}/api/jobs/search`;
export const body = '{"queries":["a"]}';
export const D = `-d '${body}'`;

export interface Read {
  readonly draft: Draft;
  /** `null`: none. Default: that of the API. */
  readonly origin?: string | null;
  /** Codes, each with its name behind a blank. */
  readonly leftOut: readonly string[];
  readonly key?: string;
}

export interface Refused {
  readonly code: PasteProblem['code'];
  readonly line: number;
  readonly column: number;
  /** What else the problem says. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** `sh`: bash can be asked what it makes of the text. */
export type Row = readonly [what: string, text: string, expected: Read | Refused, how?: 'sh'];

type More = Partial<Omit<Read, 'draft'>>;

export const read = (of: Draft, more: More = {}): Read => ({ draft: of, leftOut: [], ...more });

export const jobs = (query: Readonly<Record<string, unknown>> = { page: 1 }, more: More = {}) =>
  read(draft('searchJobs', { query }), more);

export const search = (text: string = body, more: More = {}) =>
  read(draft('searchJobsPost', { body: text }), more);

export const refused = (
  code: Refused['code'],
  line: number,
  column: number,
  facts: Refused['facts'] = {},
): Refused => ({ code, line, column, facts });
