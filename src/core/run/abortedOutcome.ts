import type { Outcome } from '../exchange';

/** An abort gives no reason: closing → interrupted; key removed before sending → refused; else cancelled. */
export function abortedOutcome(
  outcome: Outcome,
  { isClosing, keyGone }: { readonly isClosing: boolean; readonly keyGone: boolean },
): Outcome {
  if (outcome.kind !== 'cancelled') return outcome;
  if (isClosing) return { kind: 'interrupted', sent: outcome.sent };
  return keyGone && !outcome.sent ? { kind: 'refused', reason: 'noKey' } : outcome;
}
