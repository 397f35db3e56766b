import { l10n } from 'vscode';
import { isGoodAttempt, type Attempt, type Exchange } from '../../core/exchange';
import type { AttemptView } from '../../protocol';
import { failureName } from '../words/failureWords';
import { duration, size } from '../words/figures';
import { waitReason } from '../words/waitWords';

/** An attempt as the panel's table shows it. @param index from 0 */
export function attemptView(attempt: Attempt, index: number, run: Exchange): AttemptView {
  const { status, error, waitMs, waitReason: why } = attempt;
  return {
    number: index + 1,
    label: status === undefined ? failureName(error ?? 'other') : String(status),
    tone: isGoodAttempt(attempt, run) ? 'good' : 'bad',
    startedAt: attempt.startedAt,
    durationMs: attempt.durationMs,
    ...(waitMs !== undefined && { waitMs }),
    ...(waitMs !== undefined && why !== undefined && { waitReason: waitReason(why, waitMs) }),
    details: detailsOf(attempt),
  };
}

function detailsOf({
  timing,
  bytesIn,
  bytesOut,
  via,
  redirects,
  sent,
}: Attempt): readonly string[] {
  const phase = (ms: number | undefined, word: (time: string) => string) =>
    ms === undefined ? [] : [word(duration(ms))];
  return [
    ...phase(timing.queueMs, time => l10n.t('queue {0}', time)),
    ...phase(timing.connectMs, time => l10n.t('connect {0}', time)),
    ...phase(timing.tlsMs, time => l10n.t('TLS {0}', time)),
    ...phase(timing.firstByteMs, time => l10n.t('first byte {0}', time)),
    ...phase(timing.downloadMs, time => l10n.t('download {0}', time)),
    ...(sent ? [l10n.t('{0} out, {1} in', size(bytesOut), size(bytesIn))] : [l10n.t('never sent')]),
    ...(via === 'editor' ? [l10n.t("through the editor's network")] : []),
    ...redirects.map(hop => l10n.t('followed to {0}', hop)),
  ];
}
