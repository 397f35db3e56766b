import { env, l10n } from 'vscode';
import { once } from '../../core/common/once';
import { dayOf } from '../../core/common/calendar';

const formatOf = (maximumFractionDigits: number) =>
  once(() => new Intl.NumberFormat(env.language, { maximumFractionDigits }));

/** By the most decimals. Made once: making one takes longer than all else that a run logs. */
const formats = { 0: formatOf(0), 1: formatOf(1), 2: formatOf(2), 4: formatOf(4) };

const number = (value: number, digits: keyof typeof formats = 0) => formats[digits]().format(value);

/** "75 credits". */
export const credits = (value: number): string =>
  value === 1 ? l10n.t('1 credit') : l10n.t('{0} credits', number(value, 4));

/** A number in the format of the editor's language, with at most 4 decimals. */
export const plainNumber = (value: number): string => number(value, 4);

/** "184 B", "8.1 MB". */
export function size(bytes: number): string {
  if (bytes < 1_000) return l10n.t('{0} B', number(bytes));
  if (bytes < 1_000_000) return l10n.t('{0} kB', number(bytes / 1_000, 1));
  return l10n.t('{0} MB', number(bytes / 1_000_000, 1));
}

/** "12 ms", "0.21 s", "3 min 5 s". */
export function duration(ms: number): string {
  if (ms < 100) return l10n.t('{0} ms', number(ms, ms < 10 ? 1 : 0));
  if (ms < 59_950) return l10n.t('{0} s', number(ms / 1_000, ms < 10_000 ? 2 : 1));
  // Round first: 119.6 s must become 2 min, not 1 min 60 s.
  const whole = Math.round(ms / 1_000);
  const minutes = Math.floor(whole / 60);
  const seconds = whole % 60;
  return seconds === 0
    ? l10n.t('{0} min', number(minutes))
    : l10n.t('{0} min {1} s', minutes, seconds);
}

/** "1 attempt", "2 attempts". */
export const attempts = (count: number): string =>
  count === 1 ? l10n.t('1 attempt') : l10n.t('{0} attempts', number(count));

/** How times are written. Made once, too: History has a hundred on the screen at once. */
const timesIn = (options: Intl.DateTimeFormatOptions) => {
  const format = once(() => new Intl.DateTimeFormat(env.language, options));
  return (iso: string): string => format().format(new Date(iso));
};

/** "10:42", in the format of the editor's language. @param iso ISO 8601 */
export const clock = timesIn({ hour: '2-digit', minute: '2-digit' });

/** "10:42:07". @param iso ISO 8601 */
export const clockWithSeconds = timesIn({ timeStyle: 'medium' });

/** Date and time to the second. @param iso ISO 8601 */
export const moment = timesIn({ dateStyle: 'medium', timeStyle: 'medium' });

/** Two ISO 8601 times, as short as tells them apart: to the minute, to the second, or with their days. */
export function timesApart(one: string, other: string): readonly [string, string] {
  const sameMinute = clock(one) === clock(other);
  const time = dayOf(one) !== dayOf(other) ? moment : sameMinute ? clockWithSeconds : clock;
  return [time(one), time(other)];
}

/** "just now", "3 min ago", "5 h ago". */
export function age(ms: number): string {
  if (ms < 60_000) return l10n.t('just now');
  if (ms < 3_600_000) return l10n.t('{0} min ago', Math.floor(ms / 60_000));
  if (ms < 86_400_000) return l10n.t('{0} h ago', Math.floor(ms / 3_600_000));
  return l10n.t('{0} d ago', Math.floor(ms / 86_400_000));
}
