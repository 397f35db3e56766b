import type { IncomingMessage } from 'node:http';
import type { Operation } from '../core/catalog/operation';
import type { Account, Keyring } from './accounts';
import type { World } from './call';
import { refuse, type Refused } from './answer';
import { errorFamilies, type ErrorFamily } from './errors';
import { movedPrefix, playFault } from './faults';
import { rateHeaders, replyOfError, type Outcome } from './reply';
import { readBody, route, type RouteResult } from './requestOf';
import { findScenario, scenarios, type Play, type Turns } from './scenarios';
import { work, type Routed } from './work';

/** What all requests to one sandbox share. */
export interface House {
  readonly world: World;
  readonly keyring: Keyring;
  readonly turns: Turns;
}

type Headers = Readonly<Record<string, string>>;

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
