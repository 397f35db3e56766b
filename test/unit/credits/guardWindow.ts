import { Ledger } from '../../../src/core/credits/ledger';
import { SpendingBook } from '../../../src/core/credits/spendingBook';
import { SpendingGuard } from '../../../src/core/credits/spendingGuard';
import type {
  MeteredRun,
  SpendAnswer,
  SpendQuestion,
} from '../../../src/core/credits/spendQuestion';
import { ledgerFolder } from '../../../src/core/disk/ledgerFolder';
import type { Charge, Exchange, Outcome } from '../../../src/core/exchange';
import type { Draft } from '../../../src/core/request/draft';
import { draft } from '../request/drafts';

export const none = { run: 0, session: 0, day: 0 };
const page = draft('searchJobs');
const never = new AbortController().signal;
/** A draft that costs so many credits in these windows. */
export const costing = (cost: number): Draft => ({ ...page, query: { cost } });
let runs = 0;

export const started = (profile = 'Own'): Exchange => ({
  id: `run-${++runs}`,
  operationId: 'searchJobs',
  method: 'GET',
  url: 'http://127.0.0.1/',
  profile,
  startedAt: '2026-05-04T10:00:00.000Z',
  attempts: [],
  outcome: { kind: 'running' },
  body: { bytes: 0, contentType: '' },
  credits: {},
});
export const ended = (
  exchange: Exchange,
  credits: Charge,
  outcome: Outcome = { kind: 'answered', status: 200 },
): Exchange => ({ ...exchange, credits, outcome });

export type Answer = boolean | SpendAnswer;

/** One window on a folder: what it asked, and what it would cost as a number in the draft. */
export function windowOn(
  folder: string,
  options: {
    limits?: Partial<typeof none>;
    session?: string;
    now?: () => number;
    answer?: (question: SpendQuestion) => Answer | Promise<Answer>;
    /** By the name of a profile; default: every one is. */
    isBilled?: (profile: string) => boolean;
    /** The answer that is kept of whatever is asked. */
    kept?: Exchange;
    /** Instead of writing, where it returns anything. */
    append?: () => Promise<void> | undefined;
  } = {},
) {
  const asked: SpendQuestion[] = [];
  const failures: unknown[] = [];
  const now = options.now ?? (() => Date.parse('2026-05-04T12:00:00'));
  const store = ledgerFolder(folder);
  const ledger = new Ledger({
    ...store,
    append: (...line) => options.append?.() ?? store.append(...line),
  });
  const session = () => ({
    id: options.session ?? 'one',
    since: Date.parse('2026-05-01T00:00:00'),
  });
  const failed = (failure: unknown) => failures.push(failure);
  const book = new SpendingBook({ ledger, session, now, failed });
  const guard = new SpendingGuard({
    book,
    limits: () => ({ ...none, ...options.limits }),
    estimate: (_profile: string, { query }: Draft) => {
      const credits = Number(query['cost'] ?? 75);
      return credits === 0 ? { kind: 'free' } : { kind: 'upTo', credits };
    },
    isBilled: profile => Promise.resolve(options.isBilled?.(profile) ?? true),
    kept: () => Promise.resolve(options.kept),
    ask: async question => {
      asked.push(question);
      const answer = (await options.answer?.(question)) ?? false;
      return typeof answer === 'string' ? answer : answer ? 'send' : 'nothing';
    },
    failed,
  });
  const decide = (cost: number, run: Partial<MeteredRun> = {}) =>
    guard.decide({
      exchange: started(),
      draft: costing(cost),
      signal: never,
      repeating: 'ask',
      ...run,
    });
  const admit = async (cost: number, exchange = started(), signal = never) =>
    (await decide(cost, { exchange, signal })).kind === 'send';
  const spending = async () => {
    await book.refresh();
    return book.known();
  };
  return { book, ledger, asked, failures, decide, admit, spending };
}
