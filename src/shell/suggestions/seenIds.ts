import { toText } from '../../core/charset/toUtf8';
import type { IdThing } from '../../core/diagnosis/fix';
import { idsIn, type SeenId } from '../../core/diagnosis/ids';
import { isUse } from '../../core/exchange';
import type { History } from '../../core/history/history';
import type { Bodies } from '../../core/run/answerBodies';

export interface SeenIdsParts {
  readonly history: History;
  readonly bodies: Bodies;
}

/** Limits of the search through History, newest runs first; `largestBody` in bytes. */
const mostRuns = 40;
const largestBody = 2 * 1024 * 1024;
const mostIds = 50;

/** Ids in recent answers of a profile, at most 50, newest first. Never rejects. */
export async function seenIds(
  { history, bodies }: SeenIdsParts,
  profile: string,
  thing: IdThing,
): Promise<readonly SeenId[]> {
  const seen = new Map<string, SeenId>();
  const runs = history
    .rows()
    .filter(({ exchange }) => isUse(exchange))
    .filter(
      ({ exchange: { profile: name, outcome, body } }) =>
        name === profile &&
        outcome.kind === 'answered' &&
        outcome.status < 300 &&
        body.bytes > 0 &&
        body.bytes <= largestBody,
    )
    .slice(0, mostRuns);
  for (const { exchange } of runs) {
    const bytes =
      bodies.held(exchange.id)?.bytes ??
      (await history.readBody(exchange.id).catch(() => undefined));
    for (const each of bytes ? idsIn(parsed(bytes, exchange.body.contentType), thing) : []) {
      if (!seen.has(each.id)) seen.set(each.id, each);
    }
    if (seen.size >= mostIds) break;
  }
  return [...seen.values()].slice(0, mostIds);
}

function parsed(bytes: Uint8Array, contentType: string): unknown {
  try {
    return JSON.parse(toText(bytes, contentType));
  } catch {
    return undefined;
  }
}
