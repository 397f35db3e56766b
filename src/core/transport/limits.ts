import type { Operation } from '../catalog/operation';
import type { Limits } from './transport';

/** What a person may set, in milliseconds. */
export interface LimitSettings {
  readonly connect: number;
  readonly idleBody: number;
  /** The limit for a whole attempt is this plus the limit for the first byte. */
  readonly wholeAfterFirstByte: number;
}

export const defaultLimitSettings: LimitSettings = {
  connect: 10_000,
  idleBody: 30_000,
  wholeAfterFirstByte: 300_000,
};

/** The most bytes of an answer's headers: as much as browsers accept, with room for the names. */
export const longestHeaders = 262_144 + 8_192;

/** In seconds, far above what the API accepts: a draft may ask for any number, but no limit may become infinite. */
const longestPoll = 600;

/**
 * The time limits of one attempt. A long poll may be silent for the time that it asks to wait, plus 30 s.
 * @param draft its query's values
 */
export function limitsFor(
  operation: Operation,
  { query }: { readonly query: Readonly<Record<string, unknown>> },
  settings: LimitSettings,
): Limits {
  const asked = Number(query['wait_seconds']);
  const waits = operation.parameters.some(p => p.name === 'wait_seconds') && asked > 0;
  const firstByte = (waits ? Math.min(asked, longestPoll) + 30 : operation.timeoutSeconds) * 1_000;
  return {
    connect: settings.connect,
    firstByte,
    idleBody: settings.idleBody,
    whole: firstByte + settings.wholeAfterFirstByte,
  };
}
