import { findOperation } from '../catalog/catalog';
import { isSettled, isUncertain, type Exchange } from '../exchange';
import type { HistoryRow } from '../history/row';
import { operationClass } from '../transport/retryPolicy';

/** Sent without an answer that says what it cost, by an operation that may cost something. */
export function isChargeUnknown(exchange: Exchange): boolean {
  const { outcome, credits, operationId, attempts } = exchange;
  const operation = findOperation(operationId);
  if (!operation || operationClass(operation) === 'free' || credits.charged !== undefined)
    return false;
  if (outcome.kind === 'answered') return attempts.some(isUncertain);
  return 'sent' in outcome && outcome.sent;
}

/**
 * The one run of this profile whose charge was unknown, with what this later answer shows that it cost. Undefined where
 * the balance does not tell: no balance, several runs it could have been, or a wallet that has grown since.
 */
export function settle(rows: readonly HistoryRow[], answer: Exchange): HistoryRow | undefined {
  const { balance, charged = 0 } = answer.credits;
  if (balance === undefined || !isSettled(answer)) return undefined;
  const open = rows.filter(
    ({ exchange }) =>
      exchange.profile === answer.profile &&
      exchange.startedAt < answer.startedAt &&
      isChargeUnknown(exchange),
  );
  const [row, ...more] = open;
  const before = row?.exchange.balanceBefore?.credits;
  if (!row || more.length > 0 || before === undefined) return undefined;
  // Fractions of a credit are counted in ten-thousandths, as adding them up in binary is not exact.
  const spent = Math.round((before - balance - charged) * 10_000) / 10_000;
  if (spent < 0) return undefined;
  const credits = { ...row.exchange.credits, charged: spent, settledLater: true as const };
  return { ...row, exchange: { ...row.exchange, credits } };
}
