import { findAllInSteps } from '../body/search';
import { utf8InSteps } from '../charset/toUtf8';
import type { Steps } from '../common/steps';
import { inTurns, type TurnOptions } from '../common/turns';
import type { Query } from './query';
import type { HistoryRow } from './row';

/** The most that is read for one search: some seconds on a slow disk. */
const most = { bodies: 500, bytes: 64_000_000 };

export interface SearchedBodies {
  /** Runs whose body matches all terms. */
  readonly ids: ReadonlySet<string>;
  /** How many runs were not searched, because of the bound or an abort. */
  readonly left: number;
}

/** Searches the kept bodies of these rows, in their order. Ends early on an abort. */
export async function searchBodies(
  rows: readonly HistoryRow[],
  terms: Query,
  read: (id: string) => Promise<Uint8Array | undefined>,
  signal?: AbortSignal,
  turns?: TurnOptions,
): Promise<SearchedBodies> {
  const ids = new Set<string>();
  const whole = rows.filter(({ exchange }) => exchange.body.bytes > 0);
  let bytes = 0;
  for (const [index, { exchange }] of whole.entries()) {
    bytes += exchange.body.bytes;
    const enough = index >= most.bodies || (bytes > most.bytes && index > 0);
    if (enough || signal?.aborted) return { ids, left: whole.length - index };
    const body = await read(exchange.id);
    if (body && (await inTurns(bodyMatches(body, exchange.body.contentType, terms), turns)))
      ids.add(exchange.id);
  }
  return { ids, left: 0 };
}

/** Whether a body matches all terms, ignoring case. */
export function* bodyMatches(bytes: Uint8Array, contentType: string, terms: Query): Steps<boolean> {
  const body = yield* utf8InSteps(bytes, contentType);
  for (const { text, not } of terms) if ((yield* holds(body, text)) === not) return false;
  return true;
}

function* holds(body: Uint8Array, text: string): Steps<boolean> {
  let found = false;
  yield* findAllInSteps(body, text, () => {
    found = true;
    return body.length;
  });
  return found;
}
