import { l10n } from 'vscode';
import type { ClockFacts } from '../../core/transport/probe/connectionReport';
import { duration } from './figures';

/** A clock that is further off makes certificates and waits until a given time fail. */
const worryingMs = 5 * 60_000;

export const clockIsWrong = ({ aheadMs }: ClockFacts): boolean => Math.abs(aheadMs) > worryingMs;

/** How far this machine's clock is ahead of the server's, or behind it. */
export function clockWords(clock: ClockFacts): string {
  const { aheadMs, withinMs } = clock;
  // A difference within the error of measurement does not count.
  if (Math.abs(aheadMs) <= withinMs + 1_000) {
    return l10n.t("The clock of this machine agrees with the server's.");
  }
  const by = duration(Math.round(Math.abs(aheadMs) / 1_000) * 1_000);
  const difference =
    aheadMs > 0
      ? l10n.t("The clock of this machine is {0} behind the server's", by)
      : l10n.t("The clock of this machine is {0} ahead of the server's", by);
  return clockIsWrong(clock)
    ? l10n.t(
        '{0}: a likely problem. Certificates and waits are judged by it; let the system set date and time.',
        difference,
      )
    : l10n.t('{0}, which does no harm.', difference);
}
