import { dayBefore, dayOf } from '../common/calendar';
import { isGood, isSettled, type Exchange, type Outcome } from '../exchange';
import { fields, type Field, type Query, type Term } from './query';

/** What a query can ask of a run without its body. */
export interface Sought {
  readonly exchange: Exchange;
  /** The texts of the run that a user sees, and its URL, in lower case. */
  readonly words: string;
  /** Id and name of its operation, in lower case. */
  readonly operation: string;
}

/**
 * Whether the run matches the query, but for terms about the body. All words have to match; of several values for
 * another field, one is enough.
 */
export function matches(sought: Sought, query: Query, now: Date): boolean {
  return fields.every(field => {
    const terms = query.filter(term => term.field === field);
    const wanted = terms.filter(({ not }) => !not);
    const holds = ({ text }: Term) => tests[field](sought, text, now);
    if (terms.some(term => term.not && holds(term) && field !== 'body')) return false;
    if (wanted.length === 0) return true;
    return field === 'words' ? wanted.every(holds) : wanted.some(holds);
  });
}

/** The terms about the body: what it has to hold, and what it must not. */
export const bodyTerms = (query: Query): Query => query.filter(({ field }) => field === 'body');

const tests: Readonly<Record<Field, (sought: Sought, text: string, now: Date) => boolean>> = {
  words: ({ words }, text) => words.includes(text),
  status: ({ exchange }, text) => hasStatus(exchange, text),
  op: ({ operation }, text) => operation.includes(text),
  profile: ({ exchange }, text) => exchange.profile.toLowerCase().includes(text),
  date: ({ exchange }, text, now) => isOn(exchange.startedAt, text, now),
  body: () => true,
};

/** A code (`404`), a class (`4xx`), or a word: `ok`, `failed`, or the run's state (`waiting`, `cancelled`, …). */
function hasStatus(exchange: Exchange, text: string): boolean {
  const { outcome } = exchange;
  if (/^[\dx*]{1,3}$/.test(text)) {
    const asked = text.padEnd(3, 'x').replaceAll(/[x*]/g, '\\d');
    return new RegExp(`^${asked}$`).test(statusOf(outcome));
  }
  const ok = isGood(exchange);
  if (text === 'ok') return ok;
  if (text === 'failed') return isSettled(exchange) && !ok;
  return outcome.kind.toLowerCase().startsWith(text);
}

const statusOf = (outcome: Outcome): string => ('status' in outcome ? String(outcome.status) : '');

/** `today`, `yesterday`, `2026-01-31`, `2026-01`. */
function isOn(startedAt: string, text: string, now: Date): boolean {
  const day = dayOf(startedAt);
  if (text.length > 2 && 'today'.startsWith(text)) return day === dayOf(now);
  if (text.length > 2 && 'yesterday'.startsWith(text)) return day === dayBefore(dayOf(now));
  return day.startsWith(text);
}
