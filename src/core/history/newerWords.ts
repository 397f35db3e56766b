import { isFlag, isRecord, isText, ownOf, type Is } from '../common/shape';
import { isDiagnosis, untold, withKnownFixes } from './diagnosisShape';
import {
  isFailure,
  isOutcomeKind,
  isPurpose,
  isRefusal,
  isStop,
  isVia,
  isWaitReason,
} from './exchangeShape';
import { isPlaceName, isReason } from './draftShape';

/** Replaces unknown words in a value. A value of the wrong type stays as it is. */
type Reading = (value: unknown) => unknown;

/**
 * Replaces words of a newer version, which this one does not know, by words that it knows. A run that may have been
 * sent or charged never becomes one that was not.
 */
export const inKnownWords: Reading = row =>
  read(row, { exchange: exchangeOf, draft: draftInKnownWords });

function exchangeOf(exchange: unknown): unknown {
  const attempts = isRecord(exchange) ? ownOf(exchange, 'attempts') : undefined;
  return read(exchange, {
    purpose: word(isPurpose, undefined),
    attempts: each(attemptOf),
    outcome: outcome => outcomeOf(outcome, Array.isArray(attempts) ? attempts : []),
    diagnosis: diagnosisOf,
  });
}

const attemptOf: Reading = attempt =>
  read(attempt, {
    error: word(isFailure, 'other'),
    waitReason: word(isWaitReason, undefined),
    via: word(isVia, 'undici'),
  });

function outcomeOf(outcome: unknown, attempts: readonly unknown[]): unknown {
  if (!isRecord(outcome)) return outcome;
  const [kind, reason] = [ownOf(outcome, 'kind'), ownOf(outcome, 'reason')];
  if (!isText(kind)) return outcome;
  const wasSent = attempts.some(attempt => isRecord(attempt) && attempt['sent'] === true);
  const isOddRefusal = kind === 'refused' && isText(reason) && !isRefusal(reason);
  if (!isOutcomeKind(kind) || (isOddRefusal && wasSent)) {
    const told = ownOf(outcome, 'sent');
    // If no attempt was written, one may have been under way.
    return {
      kind: 'interrupted',
      sent: wasSent || (isFlag(told) ? told : attempts.length === 0),
    };
  }
  return read(outcome, {
    reason: reasons[kind] ?? same,
    stopped: word(isStop, 'spent'),
    damaged: word(isFailure, 'other'),
  });
}

const word =
  (is: Is<string>, fallback: string | undefined): Reading =>
  value =>
    isText(value) && !is(value) ? fallback : value;

const reasons: Readonly<Record<string, Reading>> = {
  waiting: word(isWaitReason, 'backoff'),
  scheduled: word(isWaitReason, 'backoff'),
  unreachable: word(isFailure, 'other'),
  timedOut: word(isFailure, 'other'),
  refused: word(isRefusal, 'cannotBuild'),
};

function diagnosisOf(diagnosis: unknown): unknown {
  if (!isRecord(diagnosis) || !isText(ownOf(diagnosis, 'code'))) return diagnosis;
  const known = withKnownFixes(diagnosis);
  return isDiagnosis(known) ? known : untold(diagnosis);
}

export const draftInKnownWords: Reading = draft =>
  read(draft, {
    unsendable: each(found =>
      read(found, { in: word(isPlaceName, 'body'), why: word(isReason, 'otherObject') }),
    ),
  });

const same: Reading = value => value;

const each =
  (reading: Reading): Reading =>
  value =>
    Array.isArray(value) ? value.map(reading) : value;

/** Copies a record with these members replaced; one that becomes undefined is left out. */
function read(value: unknown, members: Readonly<Record<string, Reading>>): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, given]) => {
      const known = (ownOf(members, name) ?? same)(given);
      return known === undefined ? [] : [[name, known]];
    }),
  );
}
