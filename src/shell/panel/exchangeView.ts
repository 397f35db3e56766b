import { l10n } from 'vscode';
import { knownBadges } from '../../core/body/knownBadges';
import type { Fix } from '../../core/diagnosis/fix';
import { offered } from '../../core/diagnosis/stillApplicable';
import { isChargeUnknown } from '../../core/credits/settle';
import { isGood, isSettled, type Attempt, type Exchange } from '../../core/exchange';
import type { Way } from '../../core/history/runChain';
import type { AttemptView, CardView, ExchangeView, FixView } from '../../protocol';
import { diagnosisWords } from '../words/diagnosisWords';
import { factWords, meterWords } from '../words/factWords';
import { failureName } from '../words/failureWords';
import { attempts, credits, duration, plainNumber, size } from '../words/figures';
import { changeWords, fixWords } from '../words/fixWords';
import { backWords, outcomeWords } from '../words/outcomeWords';
import { statusMeaning, statusWhy } from '../words/statusWords';
import { waitReason } from '../words/waitWords';
import { badgeWords } from '../words/badgeWords';
import { phaseView } from './phaseView';
import type { ShownBody } from './shownBody';

/** A run as the panel draws it: worded, without its body. */
export function exchangeView(
  exchange: Exchange,
  body: ShownBody | undefined,
  { before, newest }: Way = {},
): ExchangeView {
  const card = cardOf(exchange);
  const status = statusOf(exchange);
  return {
    id: exchange.id,
    operationId: exchange.operationId,
    title: `${exchange.method} ${new URL(exchange.url).pathname}`,
    profile: exchange.profile,
    phase: phaseView(exchange),
    ...(status && { status }),
    figures: figuresOf(exchange),
    ...(card && { card }),
    ...(before && { before: backWords(before.exchange) }),
    ...(newest && { hasNewer: true }),
    attempts: exchange.attempts.map(attemptView),
    headers: Object.entries(exchange.attempts.at(-1)?.headers ?? {}),
    body: {
      kind: body?.model.kind ?? 'none',
      bytes: exchange.body.bytes,
      contentType: exchange.body.contentType,
      badges: badgesIn(exchange, body),
      rows: body?.model.rowCount ?? 0,
    },
  };
}

function statusOf(exchange: Exchange): ExchangeView['status'] {
  const { outcome } = exchange;
  if (!isSettled(exchange)) return undefined;
  const text = outcomeWords(exchange);
  if (outcome.kind !== 'answered') {
    return { text, tone: outcome.kind === 'cancelled' ? 'neutral' : 'bad', meaning: '' };
  }
  // Where the card tells of a catch, "it succeeded" beside it would be half the truth.
  const isCaught = outcome.status < 300 && exchange.diagnosis !== undefined;
  const meaning = isCaught ? '' : statusMeaning(outcome.status);
  return { text, tone: isGood(exchange) ? 'good' : 'bad', meaning };
}

function figuresOf(exchange: Exchange): readonly string[] {
  if (!isSettled(exchange)) return [];
  const { attempts: made, outcome, body } = exchange;
  const last = made.at(-1);
  return [
    ...(last ? [duration(last.durationMs)] : []),
    ...(outcome.kind === 'answered' ? [size(body.bytes)] : []),
    ...(made.length > 0 ? [attempts(made.length)] : []),
    ...(made.length > 0 ? [chargeOf(exchange)] : []),
  ];
}

function chargeOf(exchange: Exchange): string {
  const { charged, balance } = exchange.credits;
  const left = balance === undefined ? '' : ` · ${l10n.t('{0} left', plainNumber(balance))}`;
  if (charged !== undefined) return credits(charged) + left;
  // The API never bills an error, and names every debit; without an answer nobody knows.
  return (isChargeUnknown(exchange) ? l10n.t('charge unknown') : l10n.t('no credits taken')) + left;
}

function cardOf(exchange: Exchange): CardView | undefined {
  const { diagnosis, outcome } = exchange;
  if (!diagnosis) return undefined;
  const good = outcome.kind === 'answered' && outcome.status < 300 && outcome.damaged === undefined;
  const calm = outcome.kind === 'cancelled' || outcome.kind === 'refused';
  const meter = meterWords(exchange);
  const why = outcome.kind === 'answered' ? statusWhy(outcome.status) : undefined;
  const { more } = diagnosis;
  return {
    tone: good ? 'warning' : calm ? 'info' : 'error',
    ...diagnosisWords(diagnosis),
    ...(diagnosis.message !== undefined && { message: diagnosis.message }),
    facts: factWords(exchange),
    ...(meter && { meter }),
    ...(more && { more: more.map(({ name, value }) => ({ label: name, value })) }),
    ...(why !== undefined && { why }),
    // The card has a way to copy the report of any run.
    fixes: offered(diagnosis.fixes, Date.now()).flatMap(({ fix, index }) =>
      fix.kind === 'copyReport' ? [] : [fixView(fix, index)],
    ),
  };
}

function fixView(fix: Fix, index: number): FixView {
  const change = changeWords(fix);
  return { title: fixWords(fix), ...(change !== '' && { change }), index };
}

function attemptView(attempt: Attempt, index: number): AttemptView {
  const { status, error, waitMs, waitReason: why } = attempt;
  const good = status !== undefined && status < 300 && error === undefined;
  return {
    number: index + 1,
    label: status === undefined ? failureName(error ?? 'other') : String(status),
    tone: good ? 'good' : 'bad',
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

function badgesIn({ body: { bytes, badges } }: Exchange, body: ShownBody | undefined): string[] {
  return [
    ...knownBadges(badges ?? body?.badges).map(badgeWords),
    ...(!body && bytes > 0 ? [l10n.t('The body is no longer kept; send again to see it.')] : []),
  ];
}
