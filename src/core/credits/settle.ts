import { isSettled, type Exchange } from '../exchange';
import type { HistoryRow } from '../history/row';
import { sum } from './ledger';

interface Rows {
  rows(): readonly HistoryRow[];
  chargeUnknown(): readonly HistoryRow[];
}

/**
 * The only run of this profile with an unknown charge, with the charge that a later answer's balance shows. Undefined
 * if the balance does not tell: none, several such runs, another key, or a wallet that has grown since. All rows are
 * looked at only where there is one such run.
 * @param walletSince when the profile got its current key, in ms since the epoch: another key is another wallet
 */
export function settle(history: Rows, answer: Exchange, walletSince = 0): HistoryRow | undefined {
  const { balance, charged = 0 } = answer.credits;
  if (balance === undefined || !isSettled(answer) || !isOfKey(answer, walletSince))
    return undefined;
  const isOther = ({ exchange: { id, profile } }: HistoryRow) =>
    profile === answer.profile && id !== answer.id;
  const [row, ...more] = history
    .chargeUnknown()
    .filter(isOther)
    .filter(
      ({ exchange }) =>
        exchange.startedAt < answer.startedAt &&
        isOfKey(exchange, walletSince) &&
        originOf(exchange) === originOf(answer),
    );
  const before = row?.exchange.balanceBefore;
  if (!row || more.length > 0 || before === undefined) return undefined;
  const told = Date.parse(before.at);
  const charges = history
    .rows()
    .filter(isOther)
    .map(({ exchange }) => exchange)
    .filter(each => endOf(each) > told && endOf(each) <= endOf(answer))
    .map(({ credits }) => credits.charged ?? 0);
  const spent = sum([before.credits, -balance, -charged, ...charges.map(each => -each)]);
  if (spent < 0) return undefined;
  const credits = { ...row.exchange.credits, charged: spent, settledLater: true as const };
  return { ...row, exchange: { ...row.exchange, credits } };
}

/** Each start of the sandbox is another wallet, at another address. */
const originOf = ({ url }: Exchange): string => new URL(url).origin;

/** All its attempts went with the key that the profile has now. */
const isOfKey = ({ startedAt, keyChanged }: Exchange, walletSince: number): boolean =>
  keyChanged !== true && Date.parse(startedAt) >= walletSince;

/** When its last attempt ended, or when it started if there was none; in ms since the epoch. */
function endOf({ startedAt, attempts }: Exchange): number {
  const last = attempts.at(-1);
  return last ? Date.parse(last.startedAt) + last.durationMs : Date.parse(startedAt);
}
