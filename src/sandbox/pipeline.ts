import type { IncomingMessage } from 'node:http';
import type { Operation } from '../core/catalog/operation';
import type { Account, Keyring } from './accounts';
import { requestedSize, tooShort, worstCase } from './billing';
import { refuse, type Answer, type Call, type Refused, type World } from './call';
import { checkRequest } from './checkRequest';
import { errorFamilies, type ErrorFamily } from './errors';
import { movedPrefix, playFault } from './faults';
import { rateHeaders, replyOfDone, replyOfError, type Outcome, type Reply } from './reply';
import {
  headerValues,
  parseBody,
  readBody,
  route,
  typedQuery,
  type ParsedBody,
  type RouteResult,
} from './requestOf';
import { findScenario, scenarios, type Change, type Play, type Turns } from './scenarios';
import { reserve, settle, type Receipt } from './wallet';
import { handlers } from './actions/handlers';
import { cursorSize, feedOperations } from './actions/feeds';

/** What all requests to one sandbox share. */
export interface House {
  readonly world: World;
  readonly keyring: Keyring;
  readonly turns: Turns;
}

type Headers = Readonly<Record<string, string>>;

/** A request that found its operation and its account. */
interface Routed {
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
interface Admitted extends Routed {
  readonly rate: Headers;
  readonly change: Change | undefined;
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** One request, in the order of the API: key, limits, (scenario,) access, credits, body, work, debit. */
export async function answer(
  request: IncomingMessage,
  signal: AbortSignal,
  house: House,
): Promise<Outcome> {
  const { world, keyring } = house;
  const url = new URL(request.url ?? '/', world.origin());
  const family = familyOf(request, world);
  const bytes = await readBody(request);
  if (!bytes) return refusal(tooLong, family);

  const isMoved = url.pathname.startsWith(`${movedPrefix}/`);
  const pathname = isMoved ? url.pathname.slice(movedPrefix.length) : url.pathname;
  const found = route(request.method ?? 'GET', pathname);
  if (found.kind !== 'operation') return refusal(noOperation(found), family);
  const { operation, path } = found;

  const key = header(request, 'x-api-key');
  const account = accountFor(operation, keyring, key);
  if (!account) return refusal(noAccount, family);
  const routed = { request, url, isMoved, operation, path, key, account, family, bytes, signal };
  return answerRouted(routed, house);
}

/** Limits, then the scenario, then the work. */
async function answerRouted(routed: Routed, { world, turns }: House): Promise<Outcome> {
  const { request, url, operation, key, account, family } = routed;
  const counted = account.windows[operation.group].count(world.now());
  const rate = operation.group === 'public' ? {} : rateHeaders(counted.standing, operation.group);
  if (counted.kind === 'over') return refusal(tooMany(counted.retryAfterSeconds), family, rate);

  const play = routed.isMoved ? through : playFor(request, account, turns);
  if (!play) return refusal(unknownScenario, family, rate);
  const fault = playFault(play, {
    now: world.now(),
    family,
    rate,
    key,
    target: url.pathname + url.search,
    port: new URL(world.origin()).port,
  });
  if (fault) return fault;

  const change = play.kind === 'through' ? play.change : undefined;
  const reply = await work({ ...routed, rate, change }, world);
  return change === 'dropAfter' ? { kind: 'cut' } : { kind: 'reply', reply };
}

const refusal = (refused: Refused, family: ErrorFamily, headers: Headers = {}): Outcome => ({
  kind: 'reply',
  reply: replyOfError(refused, family, headers),
});

const tooLong = refuse(413, 'The body is longer than 11 MB; send a smaller one.', {
  headers: { Connection: 'close' },
});

const noAccount = refuse(
  401,
  'The API key is missing, unknown or revoked. Send a valid one in X-Api-Key.',
);

const noOperation = (found: Exclude<RouteResult, { kind: 'operation' }>): Refused =>
  found.kind === 'nowhere'
    ? refuse(404, 'The API has no such path. Compare it with the list of operations.')
    : refuse(405, `This path answers to ${found.allow}.`, { headers: { Allow: found.allow } });

function familyOf(request: IncomingMessage, world: World): ErrorFamily {
  const asked = header(request, 'x-sandbox-errors');
  return errorFamilies.find(family => family === asked) ?? world.families;
}

function accountFor(
  operation: Operation,
  keyring: Keyring,
  key: string | undefined,
): Account | undefined {
  const found = keyring.find(key);
  const usable = found?.revoked ? undefined : found;
  return operation.key === 'required' ? usable : (usable ?? keyring.nobody);
}

const tooMany = (seconds: number): Refused =>
  refuse(
    429,
    `This key has used up its requests. The next one is possible in ${seconds} seconds.`,
    {
      headers: { 'Retry-After': String(seconds) },
      members: { retry_after_seconds: seconds },
    },
  );

const through: Play = { kind: 'through' };
const unknownScenario = refuse(
  400,
  `The sandbox knows these scenarios: ${scenarios.map(({ name }) => name).join(', ')}.`,
);

/** What the scenario of the request does at this turn; undefined: there is no scenario of that name. */
function playFor(request: IncomingMessage, account: Account, turns: Turns): Play | undefined {
  const name = header(request, 'x-sandbox-scenario') ?? account.scenario;
  if (name === undefined) return through;
  const scenario = findScenario(name);
  const path = (request.url ?? '').split('?')[0] ?? '';
  return scenario && turns.next(scenario, `${account.id} ${request.method ?? ''} ${path}`);
}

async function work(admitted: Admitted, world: World): Promise<Reply> {
  const { operation, account, family, rate, change } = admitted;
  const closed = noAccess(admitted, world);
  if (closed) return replyOfError(closed, family, rate);
  const query = typedQuery(operation, admitted.url.searchParams);
  const parsed = parseBody(
    operation,
    admitted.bytes,
    header(admitted.request, 'content-type') ?? '',
  );
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
