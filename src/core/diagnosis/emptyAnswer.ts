import { skipSpace } from '../body/jsonTokens';
import { decode } from '../body/source';
import type { Diagnosis } from './diagnosis';
import type { Evidence } from './evidence';
import { factsOf } from './factsOf';
import { again, copyReport, diagnoseConnection } from './offeredFixes';

/** Statuses of answers without a body. */
const bodiless: readonly number[] = [204, 205];

/**
 * A 2xx with nothing in it although it should be JSON: no success, whatever its status says.
 * @param content in UTF-8
 */
export function emptyAnswer(evidence: Evidence, content: Uint8Array): Diagnosis | undefined {
  const { operation, status = 0, exchange } = evidence;
  if (!operation.answersJson || bodiless.includes(status)) return undefined;
  const found = nothingIn(content);
  if (found === undefined) return undefined;
  const { charged } = exchange.credits;
  return {
    code: 'emptyAnswer',
    facts: {
      ...factsOf(evidence, 'emptyAnswer'),
      found,
      ...(charged !== undefined && { charged }),
    },
    fixes: [again(evidence), diagnoseConnection, copyReport],
  };
}

type Nothing = 'nothing' | 'blanks' | 'nul' | 'null';

/** What stands in place of an object or list; undefined: there may be one. */
function nothingIn(bytes: Uint8Array): Nothing | undefined {
  if (bytes.length === 0) return 'nothing';
  const start = skipSpace(bytes, 0);
  if (start === bytes.length) return 'blanks';
  if (skipNul(bytes, start) === bytes.length) return 'nul';
  const isNull = decode(bytes, start, start + 4) === 'null';
  return isNull && skipSpace(bytes, start + 4) === bytes.length ? 'null' : undefined;
}

/** Skips NUL characters and blanks between them, as in a file or buffer that was never written. */
function skipNul(bytes: Uint8Array, start: number): number {
  let p = start;
  while (bytes[p] === 0) p = skipSpace(bytes, p + 1);
  return p;
}
