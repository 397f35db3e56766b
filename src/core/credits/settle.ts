import { findOperation } from '../catalog/catalog';
import { isSettled, isUncertain, type Exchange } from '../exchange';
import type { HistoryRow } from '../history/row';
import { operationClass } from '../catalog/operationClass';
import { sum } from './ledger';

/** Sent without an answer that says what it cost, by an operation that may cost something. */
export function isChargeUnknown(exchange: Exchange): boolean {
  const { outcome, credits, operationId, attempts, unbilled, diagnosis } = exchange;
  const operation = findOperation(operationId);
  if (!operation || operationClass(operation) === 'free' || credits.charged !== undefined)
    return false;
  if (outcome.kind === 'answered') {
    const isBilled = operation.price.amount > 0 && !unbilled?.includes(attempts.length - 1);
    return (diagnosis?.code === 'emptyAnswer' && isBilled) || mayHaveTaken(exchange);
  }
  if (!('sent' in outcome) || !outcome.sent) return false;
  // What was on its way as the window closed is not among the attempts.
  const wasOut = outcome.kind === 'interrupted' && !unbilled?.includes(attempts.length);
  return unbilled === undefined || wasOut || mayHaveTaken(exchange);
}

/** Whether an attempt that is over may have been charged. Its 500s took nothing, whatever they have created. */
export const mayHaveTaken = ({ attempts, unbilled = [] }: Exchange): boolean =>
  attempts.some((attempt, nth) => !unbilled.includes(nth) && isUncertain('spends')(attempt));

/**
 * The one run of this profile whose charge was unknown, with what this later answer shows that it cost. Undefined where
 * the balance does not tell: no balance, several runs it could have been, another key, or a wallet that has grown since.
 * @param walletSince When the profile's key became the one it is, in milliseconds since 1970: another key is another wallet
 */
export function settle(
  rows: readonly HistoryRow[],
  answer: Exchange,
  walletSince = 0,
): HistoryRow | undefined {
  const { balance, charged = 0 } = answer.credits;
  if (balance === undefined || !isSettled(answer) || !isOfKey(answer, walletSince))
    return undefined;
  const others = rows.filter(
    ({ exchange: { id, profile } }) => profile === answer.profile && id !== answer.id,
  );
  const [row, ...more] = others.filter(
    ({ exchange }) =>
      exchange.startedAt < answer.startedAt &&
      isOfKey(exchange, walletSince) &&
      isChargeUnknown(exchange) &&
      originOf(exchange) === originOf(answer),
  );
  const before = row?.exchange.balanceBefore;
  if (!row || more.length > 0 || before === undefined) return undefined;
  const told = Date.parse(before.at);
  const charges = others
    .map(({ exchange }) => exchange)
    .filter(each => endOf(each) > told && endOf(each) <= endOf(answer))
    .map(({ credits }) => credits.charged ?? 0);
  const spent = sum([before.credits, -balance, -charged, ...charges.map(each => -each)]);
  if (spent < 0) return undefined;
  const credits = { ...row.exchange.credits, charged: spent, settledLater: true as const };
  return { ...row, exchange: { ...row.exchange, credits } };
}

/** Each start of the sandbox is another wallet, at another address. */
const originOf = ({ url }: Exchange): string => new URL(url).origin;

/** All its attempts went with the key that the profile has now. */
const isOfKey = ({ startedAt, keyChanged }: Exchange, walletSince: number): boolean =>
  keyChanged !== true && Date.parse(startedAt) >= walletSince;

/** When its last answer had come, in milliseconds since 1970. */
function endOf({ startedAt, attempts }: Exchange): number {
  const last = attempts.at(-1);
  return last ? Date.parse(last.startedAt) + last.durationMs : Date.parse(startedAt);
}
