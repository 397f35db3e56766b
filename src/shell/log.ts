import { l10n, window, type LogOutputChannel } from 'vscode';
import { isSettled, type Exchange } from '../core/exchange';
import { failureName } from './words/failureWords';
import { credits, duration, size } from './words/figures';
import { outcomeWords } from './words/outcomeWords';
import { statusLine } from './words/statusWords';
import { waitReason } from './words/waitWords';

export type Log = Pick<LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>;

/** The channel is only made when there is something to say. */
export function createLog(): Log & { show(): void; dispose(): void } {
  let channel: LogOutputChannel | undefined;
  const open = () => (channel ??= window.createOutputChannel('Jobo', { log: true }));
  return {
    trace: (message, ...args: unknown[]) => open().trace(message, ...args),
    debug: (message, ...args: unknown[]) => open().debug(message, ...args),
    info: (message, ...args: unknown[]) => open().info(message, ...args),
    warn: (message, ...args: unknown[]) => open().warn(message, ...args),
    error: (error, ...args: unknown[]) => open().error(error, ...args),
    show: () => open().show(true),
    dispose: () => channel?.dispose(),
  };
}

/** Tells the story of each run, one line a step. No value it reads has ever held the key. */
export function createStory(log: Log): (exchange: Exchange) => void {
  const told = new Map<string, { attempts: number; waits: number }>();
  return exchange => {
    const { id, attempts, outcome } = exchange;
    const name = `${exchange.method} ${exchange.url}`;
    const before = told.get(id);
    const seen = before ?? { attempts: 0, waits: 0 };
    if (!before) log.info(l10n.t('{0} with profile {1}', name, exchange.profile));
    for (const [index, attempt] of attempts.entries()) {
      if (index < seen.attempts) continue;
      const answer =
        attempt.status === undefined
          ? failureName(attempt.error ?? 'other')
          : statusLine(attempt.status);
      log.info(
        l10n.t('  attempt {0}: {1} after {2}', index + 1, answer, duration(attempt.durationMs)),
      );
      for (const hop of attempt.redirects) log.info(l10n.t('  redirected to {0}', hop));
      if (attempt.waitMs !== undefined && attempt.waitReason !== undefined) {
        log.info(l10n.t('  waiting. {0}', waitReason(attempt.waitReason, attempt.waitMs)));
      }
    }
    told.set(id, { ...seen, attempts: attempts.length });
    if (!isSettled(exchange)) return;
    const cost =
      exchange.credits.charged === undefined ? '' : `, ${credits(exchange.credits.charged)}`;
    const line = `${name}: ${outcomeWords(outcome)}, ${size(exchange.body.bytes)}${cost}`;
    if (outcome.kind === 'answered' && outcome.status < 400) log.info(line);
    else log.warn(line);
    told.delete(id);
  };
}
