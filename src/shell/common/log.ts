import { inspect } from 'node:util';
import { l10n, window, type LogOutputChannel } from 'vscode';
import { isGood, isSettled, type Attempt, type Exchange } from '../../core/exchange';
import { failureName } from '../words/failureWords';
import { credits, duration, size } from '../words/figures';
import { outcomeWords } from '../words/outcomeWords';
import { requestName } from '../words/runName';
import { statusLine } from '../words/statusWords';
import { waitReason } from '../words/waitWords';

export type Log = Pick<LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>;

/** Replaces every known key in a text. */
export type Mask = (text: string) => string;

/** Creates the output channel at the first line. Keys are masked in everything that is logged. */
export function createLog(mask: Mask): Log & { show(): void; dispose(): void } {
  let channel: LogOutputChannel | undefined;
  const open = () => (channel ??= window.createOutputChannel('Jobo', { log: true }));
  return {
    trace: message => open().trace(mask(message)),
    debug: message => open().debug(mask(message)),
    info: message => open().info(mask(message)),
    warn: message => open().warn(mask(message)),
    error: failure =>
      open().error(typeof failure === 'string' ? mask(failure) : masked(failure, mask)),
    show: () => open().show(true),
    dispose: () => channel?.dispose(),
  };
}

/** The same error where no key is in its message, stack, properties or causes; else a new one with keys masked. */
export function masked(failure: Error, mask: Mask): Error {
  const { name, message, stack = '' } = failure;
  const told = inspect(failure, { depth: 4, maxStringLength: 10_000, customInspect: false });
  if ([message, stack, told].every(text => mask(text) === text)) return failure;
  const safe = new Error(mask(message));
  safe.name = mask(name);
  safe.stack = mask(stack);
  return safe;
}

/** Interval between log lines during a wait, in ms. */
const toldEvery = 10_000;

/** Logs each run, a line a step. Exchanges never hold the key. */
export function createStory(log: Log): (exchange: Exchange) => void {
  const told = new Map<string, number>();
  const counting = new Map<string, NodeJS.Timeout>();
  return exchange => {
    const { id, attempts } = exchange;
    clearInterval(counting.get(id));
    counting.delete(id);
    const before = told.get(id);
    if (before === undefined) {
      log.info(l10n.t('{0} with profile {1}', requestName(exchange), exchange.profile));
    }
    for (const [index, attempt] of attempts.entries()) {
      if (index >= (before ?? 0)) tellAttempt(log, attempt, index + 1);
    }
    told.set(id, attempts.length);
    if (isSettled(exchange)) {
      tellEnd(log, exchange);
      told.delete(id);
    } else countDown(log, exchange, counting);
  };
}

function tellAttempt(log: Log, attempt: Attempt, number: number): void {
  const { status, error, durationMs, redirects, waitMs, waitReason: why } = attempt;
  const answer = status === undefined ? failureName(error ?? 'other') : statusLine(status);
  log.info(l10n.t('  attempt {0}: {1} after {2}', number, answer, duration(durationMs)));
  for (const hop of redirects) log.info(l10n.t('  redirected to {0}', hop));
  if (waitMs !== undefined && why !== undefined) {
    log.info(l10n.t('  waiting. {0}', waitReason(why, waitMs)));
  }
}

/** Logs the time left of a wait. The next step of the run ends it. */
function countDown(
  log: Log,
  { id, outcome }: Exchange,
  counting: Map<string, NodeJS.Timeout>,
): void {
  if (outcome.kind !== 'waiting') return;
  const until = Date.parse(outcome.until);
  const tick = setInterval(() => {
    const left = until - Date.now();
    if (left > 0) log.info(l10n.t('  {0} left', duration(Math.ceil(left / 1_000) * 1_000)));
    else clearInterval(tick);
  }, toldEvery);
  tick.unref();
  counting.set(id, tick);
}

function tellEnd(log: Log, exchange: Exchange): void {
  const { outcome, body, credits: cost } = exchange;
  const spent = cost.charged === undefined ? '' : `, ${credits(cost.charged)}`;
  const line = `${requestName(exchange)}: ${outcomeWords(exchange)}, ${size(body.bytes)}${spent}`;
  if (isGood(exchange) || (outcome.kind === 'answered' && outcome.status < 400)) log.info(line);
  else log.warn(line);
  if (exchange.keyChanged) log.info(l10n.t('  the key was set anew during this run'));
}
