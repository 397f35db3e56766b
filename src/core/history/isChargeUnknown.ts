import { findOperation } from '../catalog/catalog';
import { operationClass } from '../catalog/operationClass';
import { mayHaveTaken, type Exchange } from '../exchange';

/** Whether a run that may cost credits was sent, but no answer says what it cost. */
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
  // An attempt that was under way when the window closed is not in `attempts`.
  const wasOut = outcome.kind === 'interrupted' && !unbilled?.includes(attempts.length);
  return unbilled === undefined || wasOut || mayHaveTaken(exchange);
}
