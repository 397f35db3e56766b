import type { Operation } from '../catalog/operation';
import type { Limits } from './transport';

/** What a person may set, in milliseconds. */
export interface LimitSettings {
  readonly connect: number;
  readonly idleBody: number;
  /** On top of the first byte's. */
  readonly wholeAfterFirstByte: number;
}

export const defaultLimitSettings: LimitSettings = {
  connect: 10_000,
  idleBody: 30_000,
  wholeAfterFirstByte: 300_000,
};

/** Of an answer, in bytes: as browsers take them, with room for the names. */
export const longestHeaders = 262_144 + 8_192;

/** In seconds, far above what the API takes: a draft may ask for any number, and no limit must become infinite. */
const longestPoll = 600;

/**
 * Per attempt. A long-poll may be silent for as long as it was asked to wait, and 30 s more.
 * @param draft the values of its query, as a draft holds them
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
