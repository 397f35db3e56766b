import type { Operation } from '../catalog/operation';
import type { Exchange } from '../exchange';
import { operationClass } from '../transport/retryPolicy';
import type { Diagnosis } from './diagnosis';
import { readError } from './readError';
import { rules, type Evidence } from './rules';

/** A body of this size says so in its first members; more is never parsed to look for a catch. */
const longestRead = 64 * 1024;

/**
 * Why an exchange ended as it did; undefined where there is nothing to do.
 * @param content of the last answer, decoded
 */
export function diagnose(
  exchange: Exchange,
  operation: Operation,
  content: Uint8Array,
): Diagnosis | undefined {
  const { outcome } = exchange;
  const status = outcome.kind === 'answered' ? outcome.status : undefined;
  const good = status !== undefined && status < 300;
  if (good && outcome.kind === 'answered' && outcome.damaged === undefined) {
    return caught(content, exchange);
  }
  const error = good ? {} : readError(content);
  const evidence: Evidence = {
    exchange,
    outcome,
    operation,
    operationClass: operationClass(operation),
    error,
    status,
    failure:
      outcome.kind === 'unreachable' || outcome.kind === 'timedOut' ? outcome.reason : undefined,
  };
  const rule = rules.find(candidate => candidate.when(evidence));
  if (!rule) return undefined;
  return {
    code: rule.code,
    facts: factsOf(evidence),
    ...(error.message !== undefined && { message: error.message }),
    fixes: rule.fixes(evidence),
  };
}

function factsOf({
  exchange,
  outcome,
  operation,
  error,
  status,
  failure,
  ...rest
}: Evidence): Diagnosis['facts'] {
  const last = exchange.attempts.at(-1);
  const stopped = 'stopped' in outcome ? outcome.stopped : undefined;
  const { required = error.required, balance = error.balance } = exchange.credits;
  return defined({
    profile: exchange.profile,
    origin: new URL(exchange.url).origin,
    operation: operation.summary,
    operationClass: rest.operationClass,
    attempts: exchange.attempts.length,
    sent: exchange.attempts.some(attempt => attempt.sent),
    status,
    failure,
    stopped,
    apiCode: error.code,
    required,
    balance,
    location: last?.headers['location'],
  });
}

/** A 200 that is no success all the same (API reference 9.3), or that comes with warnings (7.3). */
function caught(content: Uint8Array, exchange: Exchange): Diagnosis | undefined {
  if (content.length === 0 || content.length > longestRead) return undefined;
  const members = objectIn(content);
  if (members?.['succeeded'] === false) {
    const { error } = members;
    return {
      code: 'notSucceeded',
      facts: {},
      ...(typeof error === 'string' && { message: error.slice(0, 2_000) }),
      fixes: [{ kind: 'editRequest' }],
    };
  }
  const warnings = Array.isArray(members?.['warnings']) ? members['warnings'] : [];
  if (warnings.length === 0) return undefined;
  const messages = warnings.flatMap(warning => {
    const text = (warning as { message?: unknown } | null)?.message;
    return typeof text === 'string' ? [text] : [];
  });
  return {
    code: 'warned',
    facts: { warnings: warnings.length, attempts: exchange.attempts.length },
    ...(messages.length > 0 && { message: messages.join(' ').slice(0, 2_000) }),
    fixes: [{ kind: 'editRequest' }],
  };
}

function objectIn(content: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(content));
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const defined = (facts: Readonly<Record<string, string | number | boolean | undefined>>) =>
  Object.fromEntries(
    Object.entries(facts).filter(
      (entry): entry is [string, string | number | boolean] => entry[1] !== undefined,
    ),
  );
