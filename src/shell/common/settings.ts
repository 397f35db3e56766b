import { workspace } from 'vscode';
import type { Disposable } from '../../core/common/event';
import { settings as defaults, type SettingName } from '../../names';
import type { SpendLimits } from '../../core/credits/spendLimits';
import type { HistoryBounds } from '../../core/history/bounds';
import type { LimitSettings } from '../../core/transport/limits';
import type { NetworkSettings } from '../../core/transport/proxy';
import type { RetrySettings } from '../../core/retry/retryPolicy';

/** What was read since any setting changed: asking the editor takes longer than sending does. */
const known = new Map<string, unknown>();
let following: Disposable | undefined;

/** Call before others listen for changes: whoever reads a setting because it changed must get the new value. */
export function followSettings(): Disposable {
  following ??= workspace.onDidChangeConfiguration(() => known.clear());
  return {
    dispose() {
      following?.dispose();
      following = undefined;
      known.clear();
    },
  };
}

function own<T>(section: string, name: string, fallback: T): T {
  followSettings();
  const entry = `${section}.${name}`;
  if (!known.has(entry)) known.set(entry, inUserSettings(section, name));
  const value = known.get(entry);
  return typeof value === typeof fallback ? (value as T) : fallback;
}

/**
 * The value in the user settings, else the default. Workspace settings are never read: a repository must not decide
 * where or how often a key is sent.
 */
function inUserSettings(section: string, name: string): unknown {
  const found = workspace.getConfiguration(section).inspect(name);
  return found?.globalValue ?? found?.defaultValue;
}

type Value<K extends SettingName> = (typeof defaults)[K] extends number
  ? number
  : (typeof defaults)[K] extends boolean
    ? boolean
    : string;

const read = <K extends SettingName>(name: K): Value<K> =>
  own('jobo', name, defaults[name] as Value<K>);

/** Clamps a value, since a number in settings.json may be out of range. */
const within = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, value));

export function retrySettings(): RetrySettings {
  const retries = within(Math.round(read('retry.retries500')), 3, 5);
  return {
    retries500: retries === 3 || retries === 5 ? retries : 4,
    creatingOperations: read('retry.creatingOperations') === 'table' ? 'table' : 'ask',
    pausedOperations: read('retry.pausedOperations') === 'stop' ? 'stop' : 'table',
    longestSilentWaitMs: within(read('retry.scheduleAfterSeconds'), 1, 86_400) * 1_000,
  };
}

/** Time limits of an attempt, all in ms. */
export function limitSettings(): LimitSettings {
  return {
    connect: within(read('network.connectTimeoutSeconds'), 1, 120) * 1_000,
    idleBody: within(read('network.idleTimeoutSeconds'), 1, 600) * 1_000,
    wholeAfterFirstByte: within(read('network.totalTimeoutSeconds'), 1, 3_600) * 1_000,
  };
}

/** How much History keeps: rows, and bytes of bodies. */
export function historyBounds(): HistoryBounds {
  return {
    rows: within(read('history.maximumRuns'), 1, 5_000),
    bytes: within(read('history.maximumMegabytes'), 1, 2_048) * 1_000_000,
  };
}

/** All in credits; 0 means no limit. */
export const spendLimits = (): SpendLimits => ({
  run: within(read('credits.confirmAbove'), 0, 1e9),
  session: within(read('credits.sessionLimit'), 0, 1e9),
  day: within(read('credits.dailyLimit'), 0, 1e9),
});

/** How long a kept answer is offered before the same metered request is sent again, in ms; 0: never. */
export const repeatWithinMs = (): number =>
  within(read('credits.repeatMinutes'), 0, 1_440) * 60_000;

/** In credits: the status bar warns of a lower balance. */
export const warnBelow = (): number => read('credits.warnBelow');

/** Whether suggestions may be fetched from the API. */
export const suggestionsOnline = (): boolean => read('completion.online');

/** `auto`: undici, and the editor's network for profiles where that fails but the editor may know the way. */
export type TransportChoice = 'auto' | 'undici' | 'editor';

export function transportChoice(): TransportChoice {
  const choice = read('network.transport');
  return choice === 'undici' || choice === 'editor' ? choice : 'auto';
}

/** The editor's own `http.*` settings, also without those of a workspace. */
export const httpSettings = (): Omit<NetworkSettings, 'environment'> => ({
  proxy: own('http', 'proxy', ''),
  proxySupport: own<string>('http', 'proxySupport', '') === 'off' ? 'off' : 'override',
  noProxy: texts(own<unknown>('http', 'noProxy', [])),
  // Its default is null, so `own` returns '' where it is not set.
  proxyAuthorization: own('http', 'proxyAuthorization', ''),
  kerberos: own('http', 'proxyKerberosServicePrincipal', '').trim() !== '',
  proxyStrictSSL: own('http', 'proxyStrictSSL', true),
  systemCertificates: own('http', 'systemCertificates', true),
});

/** The strings in a list; empty for anything else that stands in settings.json. */
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
