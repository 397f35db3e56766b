import { wasSent } from '../exchange';
import { sandboxProfile } from '../profiles';
import { catalog, parametersIn } from '../catalog/catalog';
import { affordable } from './affordable';
import { draftValueAt, memberPlace } from '../request/valuePlace';
import { brokenRules } from './brokenRule';
import type { Evidence } from './evidence';
import type { Fix } from './fix';
import type { ValuePlace } from '../request/valuePlace';
import { finders, idThingOf } from './ids';
import { limitOf } from './limitOf';
import { findingFixes, priced } from './findingFixes';
import { shortfallOf } from './shortfallOf';

export const edit: Fix = { kind: 'editRequest' };
export const setKey: Fix = { kind: 'setApiKey' };
/** Takes the key out of the request, if it is still there. */
export const storeKey: Fix = { kind: 'storeKey' };
export const checkKey: Fix = { kind: 'checkApiKey' };
export const switchProfile: Fix = { kind: 'switchProfile' };
export const diagnoseConnection: Fix = { kind: 'diagnoseConnection' };
export const copyReport: Fix = { kind: 'copyReport' };
export const page = (name: Extract<Fix, { kind: 'openPage' }>['page']): Fix => ({
  kind: 'openPage',
  page: name,
});
export const setting = (name: string): Fix => ({ kind: 'openSetting', setting: name });
export const againUncharged: Fix = { kind: 'sendAgain', mayRepeatCharge: false };

/** Sending again repeats no charge if nothing was sent, or if the operation is free. */
export const again = ({ operationClass, exchange }: Evidence): Fix => ({
  kind: 'sendAgain',
  mayRepeatCharge: operationClass !== 'free' && wasSent(exchange),
});

const most = 3;

/** For a request that the API or our own check refuses: the nearest legal values, then the form at that place. */
export function brokenRuleFixes({ draft, operation, error }: Evidence): readonly Fix[] {
  if (!draft) return [edit];
  const broken = brokenRules(draft, operation, error);
  const fixes = firstOf(broken, most, finding => findingFixes(finding, draft, operation));
  const [first] = broken;
  if (!first) return [edit];
  const { in: place, name, pointer } = first;
  return [...fixes, { kind: 'editRequest', at: { in: place, name, pointer } }];
}

/** Stops at `count` fixes, since making each reads the whole body. */
export function firstOf<T>(
  items: readonly T[],
  count: number,
  fixesOf: (item: T) => readonly Fix[],
): readonly Fix[] {
  const fixes: Fix[] = [];
  for (const item of items) {
    if (fixes.length >= count) break;
    fixes.push(...fixesOf(item));
  }
  return fixes.slice(0, count);
}

/** Removes the cursor, or takes the body that the API gave. */
export function startOver({ draft, operation, error }: Evidence): readonly Fix[] {
  if (!draft) return [];
  const { replacement } = error;
  const cursor = draftValueAt(draft, memberPlace(draft, 'cursor'));
  const from = typeof cursor === 'string' && cursor !== '' && { from: cursor.slice(0, 2_000) };
  if (replacement && operation.body)
    return [priced({ kind: 'startOver', replacement, ...from }, draft)];
  return hasCursor(draft) ? [priced({ kind: 'startOver', ...from }, draft)] : [];
}

export const hasCursor = (draft: NonNullable<Evidence['draft']>): boolean => {
  const cursor = draftValueAt(draft, memberPlace(draft, 'cursor'));
  return cursor !== undefined && cursor !== null && cursor !== '';
};

/** Uses another operation for the same need. */
export function instead(
  { draft, operation }: Evidence,
  operationId: string | undefined,
  send = true,
): readonly Fix[] {
  if (!draft || operationId === undefined || operationId === operation.id) return [];
  return [priced({ kind: 'useOperation', operationId, send }, draft)];
}

export const inSandbox = ({ exchange }: Evidence): readonly Fix[] =>
  exchange.profile === sandboxProfile.name ? [] : [{ kind: 'runInSandbox' }];

/** A size that the wallet covers; if there is none, topping up comes first. */
export function paid(evidence: Evidence): readonly Fix[] {
  const { operation } = evidence;
  const shortfall = shortfallOf(evidence);
  const can = shortfall && affordable(shortfall);
  const member = operation.price.sizedBy?.member;
  const smaller: readonly Fix[] =
    can && member !== undefined
      ? [{ kind: 'setSize', member, from: shortfall.size, size: can.size, upTo: can.credits }]
      : [];
  return smaller.length > 0
    ? [...smaller, ...inSandbox(evidence), page('credits'), edit]
    : [page('credits'), ...inSandbox(evidence), edit];
}

/** For an id that was not found: another id, another profile, or an operation that lists ids. */
export function found(evidence: Evidence): readonly Fix[] {
  const { draft, operation } = evidence;
  const at = idPlace(evidence);
  const thing = at && idThingOf(at, operation);
  const pick: readonly Fix[] = draft && at && thing ? [{ kind: 'pickId', at, thing }] : [];
  const find = thing === undefined ? undefined : finders[thing];
  return [
    ...pick,
    switchProfile,
    ...instead(evidence, find),
    { kind: 'editRequest', ...(at && { at }) },
  ];
}

function idPlace({ draft, operation }: Evidence): ValuePlace | undefined {
  const inPath = parametersIn(operation, 'path')[0];
  if (inPath) return { in: 'path', name: inPath.name, pointer: '' };
  const at = memberPlace(
    operation.id === draft?.operationId ? draft : { operationId: operation.id },
    'job_id',
  );
  return operation.body && draft && draftValueAt(draft, at) !== undefined ? at : undefined;
}

/** Sending when the limit opens, if that is known, and sending at once. */
export function later(evidence: Evidence): readonly Fix[] {
  const { opensAt } = limitOf(evidence);
  return [
    ...(opensAt === undefined ? [] : [{ kind: 'sendAt', at: opensAt } as const]),
    againUncharged,
    page('rateLimits'),
  ];
}

/** A new idempotency key, for another intended action; the shell asks first. */
export const newKey = ({ draft }: Evidence): readonly Fix[] =>
  draft ? [priced({ kind: 'newIdempotencyKey' }, draft)] : [];

/** Reads the current state of the thing whose id is in the path; free. */
export function stateOf(evidence: Evidence): readonly Fix[] {
  const [thing] = /^.*?\{id\}/.exec(evidence.operation.path) ?? [];
  const reader = catalog().operations.find(
    ({ method, path, price }) => method === 'GET' && path === thing && price.amount === 0,
  );
  return instead(evidence, reader?.id);
}

/** What the API offers instead of operations that it has paused. */
export function insteadOfPaused(evidence: Evidence): readonly Fix[] {
  const { operation } = evidence;
  if (operation.state !== 'unavailable') return [];
  const starts = operation.price.amount > 0;
  return starts
    ? instead(evidence, 'createApplication', false)
    : instead(evidence, 'listApplications');
}
