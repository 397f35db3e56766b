import { randomBytes } from 'node:crypto';
import type { RateGroup } from '../core/catalog/operation';
import { allowances, RollingWindows } from './limits';
import { scenarios, type ScenarioName } from './scenarios';
import type { Wallet } from './wallet';

/** Whether an account may use Auto Apply, or why not. */
export type ApplicationAccess =
  'open' | 'notEnabled' | 'agreement' | 'review' | 'comingSoon' | 'master';

/** How one of the sandbox's own keys differs from a plain good one. */
interface KeyKind {
  readonly why: string;
  readonly test?: true;
  readonly credits?: number;
  readonly plan?: 'free' | 'paid' | 'tiny';
  readonly feed?: 'refused' | 'unlimited';
  readonly managedFeed?: 'refused';
  readonly included?: { readonly limit: number; readonly remaining: number };
  readonly applications?: ApplicationAccess;
  readonly revoked?: true;
  /** Has the older form, without `live` or `test` in it. */
  readonly legacy?: true;
}

const startCredits = 50_000;

export const keyKinds = {
  good: { why: 'live key of a paid account with credits; Auto Apply is not enabled for it' },
  test: {
    why: 'test key: fictional jobs, nothing billed, Auto Apply on practice forms',
    test: true,
  },
  legacy: { why: 'older key, without live or test in it: counts as a live one', legacy: true },
  empty: { why: 'live key, wallet empty: metered calls are 402', credits: 0 },
  revoked: { why: 'well-formed, but 401 everywhere', revoked: true },
  noFeed: { why: 'no access to the feeds: 403', feed: 'refused' },
  tiny: { why: 'three requests a minute: the fourth is 429', plan: 'tiny' },
  low: {
    why: '120.5 credits: a page of 40 jobs passes the check, one of 41 is 402',
    credits: 120.5,
  },
  freePlan: {
    why: 'free plan: lower limits, 600 credits, no feeds',
    plan: 'free',
    credits: 600,
    feed: 'refused',
  },
  included: {
    why: 'plan with included jobs, 60 of 5,000 left, used before credits',
    included: { limit: 5_000, remaining: 60 },
  },
  unlimited: { why: 'Unlimited plan: the feed takes no credits, search does', feed: 'unlimited' },
  marketplace: { why: 'marketplace key: 403 on the managed feed', managedFeed: 'refused' },
  master: { why: 'master key: refused on Auto Apply routes', applications: 'master' },
  autoApply: { why: 'live key with Auto Apply enabled, agreed and reviewed', applications: 'open' },
  agreement: { why: 'Auto Apply agreement not accepted yet: 403', applications: 'agreement' },
  review: { why: 'Auto Apply review not done yet: 403', applications: 'review' },
  comingSoon: { why: 'Auto Apply closed in this deployment: 503', applications: 'comingSoon' },
} as const satisfies Readonly<Record<string, KeyKind>>;

type KeyName = keyof typeof keyKinds;
/** Every name under which {@link Keyring.keys} holds a key. */
export type SandboxKeyName = KeyName | `scenario:${ScenarioName}`;

/** The organisation behind one key. */
export interface Account {
  readonly id: string;
  readonly side: 'live' | 'test';
  readonly revoked: boolean;
  readonly wallet: Wallet;
  readonly feed: 'open' | 'refused' | 'unlimited';
  readonly managedFeed: 'open' | 'refused';
  readonly applications: ApplicationAccess;
  /** Played with every request of this key. */
  readonly scenario?: ScenarioName;
  readonly windows: Readonly<Record<RateGroup, RollingWindows>>;
}

const shape = /^jbe_(live|test)_[A-Za-z0-9_-]{21}_[A-Za-z0-9_-]{43}$/;
/** The older form, as `hasKeyForm` accepts it, with at least the 20 letters that make a text count as a key. */
const legacyShape = /^jbe_(?!live_|test_)[A-Za-z0-9_-]{20,}$/;

const makeKey = (side: 'live' | 'test'): string =>
  `jbe_${side}_${randomBytes(16).toString('base64url').slice(0, 21)}_${randomBytes(32).toString('base64url')}`;

const makeLegacyKey = (): string => `jbe_${randomBytes(24).toString('hex')}`;

/** The side of a key; undefined if it is none. */
const sideOf = (key: string): string | undefined =>
  legacyShape.test(key) ? 'live' : shape.exec(key)?.[1];

function makeAccount(kind: KeyKind, scenario?: ScenarioName): Account {
  const allowance = allowances[kind.plan ?? 'paid'];
  const side = kind.test ? 'test' : 'live';
  const windowsOf = (group: RateGroup) => new RollingWindows(allowance[group]);
  return {
    id: randomBytes(12).toString('hex'),
    side,
    revoked: kind.revoked ?? false,
    wallet: {
      credits: kind.credits ?? startCredits,
      held: 0,
      ...(kind.included && { quota: { ...kind.included, held: 0 } }),
    },
    feed: kind.feed ?? 'open',
    managedFeed: kind.managedFeed ?? (kind.test ? 'refused' : 'open'),
    applications: kind.applications ?? (kind.test ? 'open' : 'notEnabled'),
    ...(scenario && { scenario }),
    windows: {
      general: windowsOf('general'),
      feed: windowsOf('feed'),
      public: windowsOf('public'),
    },
  };
}

export interface Keyring {
  readonly keys: Readonly<Record<SandboxKeyName, string>>;
  /** The accounts behind those keys. */
  readonly owners: readonly Account[];
  /** Any key of the right form has an account of its own; undefined if it is no key. */
  find(key: string | undefined): Account | undefined;
  /** The account of requests without a key, where these are allowed. */
  readonly nobody: Account;
}

export function makeKeyring(): Keyring {
  const accounts = new Map<string, Account>();
  const add = (name: string, kind: KeyKind, scenario?: ScenarioName): [string, string] => {
    const key = kind.legacy ? makeLegacyKey() : makeKey(kind.test ? 'test' : 'live');
    accounts.set(key, makeAccount(kind, scenario));
    return [name, key];
  };
  const keys = Object.fromEntries([
    ...Object.entries(keyKinds).map(([name, kind]) => add(name, kind)),
    ...scenarios.map(({ name, description }) =>
      add(`scenario:${name}`, { why: description, applications: 'open' }, name),
    ),
  ]) as Record<SandboxKeyName, string>;
  return {
    keys,
    owners: [...accounts.values()],
    nobody: makeAccount({ why: 'no key' }),
    find(key) {
      const side = key === undefined ? undefined : sideOf(key);
      if (key === undefined || side === undefined) return undefined;
      const known = accounts.get(key);
      if (known) return known;
      const fresh = makeAccount({
        why: 'a key of the person',
        ...(side === 'test' && { test: true }),
      });
      accounts.set(key, fresh);
      return fresh;
    },
  };
}
