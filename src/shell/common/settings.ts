import { workspace } from 'vscode';
import { settings as defaults, type SettingName } from '../../names';
import type { SpendLimits } from '../../core/credits/spendLimits';
import type { HistoryBounds } from '../../core/history/bounds';
import type { LimitSettings } from '../../core/transport/limits';
import type { NetworkSettings } from '../../core/transport/proxy';
import type { RetrySettings } from '../../core/retry/retryPolicy';

/**
 * The person's own value, else the default. What a workspace says is never read: a repository must not decide where or
 * how often a key is sent.
 */
function own<T>(section: string, name: string, fallback: T): T {
  const found = workspace.getConfiguration(section).inspect<T>(name);
  const value = found?.globalValue ?? found?.defaultValue;
  return typeof value === typeof fallback ? (value as T) : fallback;
}

type Value<K extends SettingName> = (typeof defaults)[K] extends number
  ? number
  : (typeof defaults)[K] extends boolean
    ? boolean
    : string;

const read = <K extends SettingName>(name: K): Value<K> =>
  own('jobo', name, defaults[name] as Value<K>);

/** Inside the range; a number typed into settings.json by hand may be anything. */
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

export function limitSettings(): LimitSettings {
  return {
    connect: within(read('network.connectTimeoutSeconds'), 1, 120) * 1_000,
    idleBody: within(read('network.idleTimeoutSeconds'), 1, 600) * 1_000,
    wholeAfterFirstByte: within(read('network.totalTimeoutSeconds'), 1, 3_600) * 1_000,
  };
}

export function historyBounds(): HistoryBounds {
  return {
    rows: within(read('history.maximumRuns'), 1, 5_000),
    bytes: within(read('history.maximumMegabytes'), 1, 2_048) * 1_000_000,
  };
}

/** In credits; 0: no limit. */
export const spendLimits = (): SpendLimits => ({
  run: within(read('credits.confirmAbove'), 0, 1e9),
  session: within(read('credits.sessionLimit'), 0, 1e9),
  day: within(read('credits.dailyLimit'), 0, 1e9),
});

/** For how long the answer to a metered request is offered instead of sending the same again; 0: never. */
export const repeatWithinMs = (): number =>
  within(read('credits.repeatMinutes'), 0, 1_440) * 60_000;

export const warnBelow = (): number => read('credits.warnBelow');

/** Whether suggestions may be asked for. */
export const suggestionsOnline = (): boolean => read('completion.online');

export type TransportChoice = 'auto' | 'undici' | 'editor';

export function transportChoice(): TransportChoice {
  const choice = read('network.transport');
  return choice === 'undici' || choice === 'editor' ? choice : 'auto';
}

/** The editor's own `http.*` settings, by the same rule. */
export const httpSettings = (): Omit<NetworkSettings, 'environment'> => ({
  proxy: own('http', 'proxy', ''),
  proxySupport: own<string>('http', 'proxySupport', '') === 'off' ? 'off' : 'override',
  noProxy: texts(own<unknown>('http', 'noProxy', [])),
  // Its default is null, which is of no text's type.
  proxyAuthorization: own('http', 'proxyAuthorization', ''),
  kerberos: own('http', 'proxyKerberosServicePrincipal', '').trim() !== '',
  proxyStrictSSL: own('http', 'proxyStrictSSL', true),
  systemCertificates: own('http', 'systemCertificates', true),
});

/** What is no list of texts, as typed into settings.json by hand, says nothing. */
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
