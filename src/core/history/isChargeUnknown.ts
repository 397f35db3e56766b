import { findOperation } from '../catalog/catalog';
import { operationClass } from '../catalog/operationClass';
import { mayHaveTaken, type Exchange } from '../exchange';

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
