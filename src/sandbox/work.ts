import type { IncomingMessage } from 'node:http';
import type { Operation } from '../core/catalog/operation';
import type { Account } from './accounts';
import { cursorSize, feedOperations } from './actions/feeds';
import { handlers } from './actions/handlers';
import { requestedSize, tooShort, worstCase } from './billing';
import { refuse, type Answer, type Refused } from './answer';
import type { Call, World } from './call';
import { checkRequest } from './checkRequest';
import type { ErrorFamily } from './errors';
import { replyOfDone, replyOfError, type Reply } from './reply';
import { headerValues, parseBody, typedQuery, type ParsedBody } from './requestOf';
import type { Change } from './scenarios';
import { reserve, settle, type Receipt } from './wallet';

/** A request that found its operation and its account. */
export interface Routed {
  readonly request: IncomingMessage;
  readonly url: URL;
  /** It came to the copy of its path that redirects lead to. */
  readonly isMoved: boolean;
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
  readonly key: string | undefined;
  readonly account: Account;
  readonly family: ErrorFamily;
  readonly bytes: Buffer;
  readonly signal: AbortSignal;
}

/** A request that is within the limits and that the scenario lets through. */
export interface Admitted extends Routed {
  readonly rate: Readonly<Record<string, string>>;
  readonly change: Change | undefined;
}

/** Access, credits, body, the work itself, and the debit of what it delivered. */
export async function work(admitted: Admitted, world: World): Promise<Reply> {
  const { operation, account, family, rate, change } = admitted;
  const closed = noAccess(admitted, world);
  if (closed) return replyOfError(closed, family, rate);
  const query = typedQuery(operation, admitted.url.searchParams);
  const contentType = admitted.request.headers['content-type'] ?? '';
  const parsed = parseBody(operation, admitted.bytes, contentType);
  const body = parsed.kind === 'parsed' ? parsed.value : undefined;

  const charge = worstCase(operation, account, sizeOf(admitted, world, query, body));
  const reserved = charge && reserve(account.wallet, charge);
  if (reserved?.kind === 'short') return replyOfError(tooShort(reserved), family, rate);
  const settled = (units: number): Receipt | undefined =>
    charge && reserved && settle(account.wallet, reserved.reservation, charge.amount, units);
  let result: Answer;
  try {
    result = await checkedWork(admitted, world, query, parsed);
  } catch (fault) {
    settled(0);
    throw fault;
  }
  const receipt = settled(result.kind === 'done' ? unitsOf(operation, result) : 0);
  return result.kind === 'done'
    ? replyOfDone(result, rate, receipt, change)
    : replyOfError(result, family, rate);
}

function unitsOf(
  { price }: Operation,
  { rows = 0, alreadyPaid }: Extract<Answer, { kind: 'done' }>,
): number {
  if (alreadyPaid) return 0;
  return price.unit === 'item' ? rows : 1;
}

function sizeOf(
  { operation, account }: Admitted,
  world: World,
  query: Readonly<Record<string, unknown>>,
  body: unknown,
): number | undefined {
  const { cursor } = { ...(body as { cursor?: unknown } | undefined) };
  if (typeof cursor === 'string' && cursor !== '')
    return cursorSize({ operation, account, world }, cursor);
  return requestedSize(operation, query, body);
}

/** 403 and 503 of the account or the deployment, which come before any look at credits. */
function noAccess({ operation, account, change }: Admitted, world: World): Refused | undefined {
  const feeds = feedOperations.has(operation.id) && operation.id !== 'getExpiredJobIds';
  if (feeds && account.feed === 'refused') {
    return refuse(
      403,
      'This account has no access to the feeds. Change the plan, or use the search.',
    );
  }
  if (
    operation.state === 'unavailable' &&
    world.olderContracts === 'paused' &&
    change !== 'liveShapes'
  ) {
    return refuse(503, 'This part of Auto Apply is switched off for now. No credits were taken.', {
      code: 'auto_apply_coming_soon',
    });
  }
  const autoApply = operation.path.startsWith('/api/auto-apply/') && operation.key === 'required';
  if (autoApply && (account.applications === 'master' || change === 'masterKey')) {
    return refuse(
      403,
      'Master keys are not accepted on Auto Apply routes. Use a key of the organisation.',
    );
  }
  return undefined;
}

async function checkedWork(
  admitted: Admitted,
  world: World,
  query: Readonly<Record<string, unknown>>,
  parsed: ParsedBody,
): Promise<Answer> {
  const { operation, path, account, request, signal } = admitted;
  if (parsed.kind === 'unreadable') return refuse(400, parsed.detail);
  const headers = headerValues(operation, request);
  const values = {
    path,
    query: alone(operation, query),
    headers,
    body: alone(operation, parsed.value),
  };
  const checked = checkRequest(operation, values);
  if (checked.kind === 'invalid') return checked.refused;
  const handler = handlers[operation.id];
  if (!handler) return refuse(500, `The sandbox has no work for ${operation.id}.`);
  const market = world.markets[account.side];
  const call: Call = {
    ...values,
    path,
    operation,
    account,
    market,
    world,
    signal,
    unknownMembers: checked.unknownMembers,
  };
  return handler(call);
}

/** In a feed a cursor counts alone: everything beside it is ignored, even where it is wrong. */
function alone<T>({ id }: Operation, values: T): T {
  const { cursor } = { ...(values as { cursor?: unknown } | undefined) };
  return feedOperations.has(id) && typeof cursor === 'string' && cursor !== ''
    ? ({ cursor } as T)
    : values;
}
