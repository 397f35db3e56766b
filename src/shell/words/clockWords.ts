import { l10n } from 'vscode';
import type { ClockFacts } from '../../core/transport/probe/connectionReport';
import { duration } from './figures';

/** Beyond this, certificates and waits that end at a given time begin to fail. */
const worryingMs = 5 * 60_000;

export const clockIsWrong = ({ aheadMs }: ClockFacts): boolean => Math.abs(aheadMs) > worryingMs;

/** How the clock of this machine stands against the server's. */
export function clockWords(clock: ClockFacts): string {
  const { aheadMs, withinMs } = clock;
  // What the measuring leaves open is no difference.
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
