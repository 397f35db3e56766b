import { utf8InSteps } from '../charset/toUtf8';
import { atOnce, type Steps } from '../common/steps';
import type { Operation } from '../catalog/operation';
import { isKeyGood, type Exchange } from '../exchange';
import type { Draft } from '../request/draft';
import { operationClass } from '../catalog/operationClass';
import { successWithProblem } from './successWithProblem';
import type { Diagnosis } from './diagnosis';
import { emptyAnswer } from './emptyAnswer';
import type { Evidence } from './evidence';
import { factsOf } from './factsOf';
import { readError } from './readError';
import { rules } from './rules';

/**
 * Why an exchange ended as it did; undefined: there is nothing to explain.
 * @param content of the last answer, decoded
 * @param draft what the request was built from; without it no fix can change the request
 */
export const diagnose = (
  exchange: Exchange,
  operation: Operation,
  content: Uint8Array,
  draft?: Draft,
): Diagnosis | undefined => atOnce(diagnoseInSteps(exchange, operation, content, draft));

/** Explains as `diagnose` does. */
export function* diagnoseInSteps(
  exchange: Exchange,
  operation: Operation,
  content: Uint8Array,
  draft?: Draft,
): Steps<Diagnosis | undefined> {
  if (isKeyGood(exchange)) return undefined;
  const { outcome } = exchange;
  const status = outcome.kind === 'answered' ? outcome.status : undefined;
  const good = status !== undefined && status < 300;
  const evidence: Evidence = {
    exchange,
    outcome,
    operation,
    operationClass: operationClass(operation),
    error: good ? {} : readError(content, exchange.body.contentType),
    status,
    failure:
      outcome.kind === 'unreachable' || outcome.kind === 'timedOut' ? outcome.reason : undefined,
    draft,
  };
  if (good && outcome.kind === 'answered' && outcome.damaged === undefined) {
    const text = yield* utf8InSteps(content, exchange.body.contentType);
    return emptyAnswer(evidence, text) ?? (yield* successWithProblem(evidence, text));
  }
  const rule = rules.find(candidate => candidate.when(evidence));
  if (!rule) return undefined;
  const { message, more } = evidence.error;
  return {
    code: rule.code,
    facts: factsOf(evidence, rule.code),
    ...(message !== undefined && { message }),
    ...(more && { more }),
    fixes: rule.fixes(evidence),
  };
}
