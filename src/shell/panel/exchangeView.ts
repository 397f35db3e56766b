import { l10n } from 'vscode';
import { knownBadges } from '../../core/body/knownBadges';
import type { Fix } from '../../core/diagnosis/fix';
import { stillApplicable } from '../../core/diagnosis/stillApplicable';
import { isChargeUnknown } from '../../core/history/isChargeUnknown';
import { isGood, isSettled, type Exchange, isKeyGood } from '../../core/exchange';
import type { RunChain } from '../../core/history/runChain';
import type { CardView, ExchangeView, FixView } from '../../protocol';
import { diagnosisWords } from '../words/diagnosisWords';
import { factWords, meterWords } from '../words/factWords';
import { attempts, credits, duration, plainNumber, size } from '../words/figures';
import { changeWords, fixWords } from '../words/fixWords';
import { backWords, outcomeWords } from '../words/outcomeWords';
import { requestName } from '../words/runName';
import { statusMeaning, statusWhy } from '../words/statusWords';
import { badgeWords } from '../words/badgeWords';
import { attemptView } from './attemptView';
import { firstRows } from './firstRows';
import { phaseView } from './phaseView';
import type { ShownBody } from './shownBody';

/** A run as the panel draws it, with all sentences; of its body kind, size, badges and the first rows. */
export function exchangeView(
  exchange: Exchange,
  body: ShownBody | undefined,
  { before, newest }: RunChain = {},
): ExchangeView {
  const card = cardOf(exchange);
  const status = statusOf(exchange);
  return {
    id: exchange.id,
    operationId: exchange.operationId,
    title: requestName({ ...exchange, url: new URL(exchange.url).pathname }),
    profile: exchange.profile,
    phase: phaseView(exchange),
    ...(status && { status }),
    figures: figuresOf(exchange),
    ...(card && { card }),
    ...(before && { before: backWords(before.exchange) }),
    ...(newest && { hasNewer: true }),
    attempts: exchange.attempts.map((attempt, index) => attemptView(attempt, index, exchange)),
    headers: Object.entries(exchange.attempts.at(-1)?.headers ?? {}),
    body: {
      kind: body?.model.kind ?? 'none',
      bytes: exchange.body.bytes,
      contentType: exchange.body.contentType,
      badges: badgesIn(exchange, body),
      rows: body?.model.rowCount ?? 0,
      first: body ? firstRows(body.model) : [],
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
  // Where the card names a problem despite 2xx, "The request succeeded" beside it would mislead.
  const isCaught = outcome.status < 300 && (exchange.diagnosis !== undefined || !isGood(exchange));
  const meaning = isKeyGood(exchange)
    ? keyMeaning()
    : isCaught
      ? ''
      : statusMeaning(outcome.status);
  return { text, tone: isGood(exchange) ? 'good' : 'bad', meaning };
}

const keyMeaning = () =>
  l10n.t('The check asks for a job that does not exist, and only a key that works is told so.');

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
  // The API bills no errors and names every charge in its answer. Without an answer the charge is unknown.
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
    // Left out: the card has a button of its own that copies the report.
    fixes: stillApplicable(diagnosis.fixes, Date.now()).flatMap(({ fix, index }) =>
      fix.kind === 'copyReport' ? [] : [fixView(fix, index)],
    ),
  };
}

function fixView(fix: Fix, index: number): FixView {
  const change = changeWords(fix);
  return { title: fixWords(fix), ...(change !== '' && { change }), index };
}

function badgesIn({ body: { bytes, badges } }: Exchange, body: ShownBody | undefined): string[] {
  return [
    ...knownBadges(badges ?? body?.badges).map(badgeWords),
    ...(!body && bytes > 0 ? [l10n.t('The body is no longer kept; send again to see it.')] : []),
  ];
}
