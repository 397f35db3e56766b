import type { ExchangeView } from '../../../src/protocol';
import { answered, waiting } from './fixtures';

/** 402, with the bar. */
export const poor: ExchangeView = {
  ...answered,
  id: 'run-402',
  status: { text: '402 Payment Required', tone: 'bad', meaning: 'The wallet holds too little.' },
  figures: ['0.09 s', '212 B', '1 attempt', 'no credits taken · 121 left'],
  card: {
    tone: 'error',
    title: 'Not enough credits',
    detail: 'This page may cost 300 credits; the wallet holds 121. Nothing was charged.',
    facts: [
      { label: 'Needed', value: '300 credits' },
      { label: 'Balance', value: '121 credits' },
      { label: 'Short by', value: '179 credits' },
      { label: 'Price', value: '3 credits per job' },
    ],
    meter: { value: 121, max: 300, label: '121 of 300 credits' },
    why: 'The wallet holds less than the request may cost. The API looks before it works, so nothing is taken and nothing is lost.',
    fixes: [
      { title: 'Send with page_size 100 → 40 · up to 120 credits', index: 0 },
      { title: 'Run it in the sandbox · free', index: 1 },
      { title: 'Top up', index: 2 },
    ],
  },
};

/** 401. */
export const rejected: ExchangeView = {
  ...answered,
  id: 'run-401',
  status: { text: '401 Unauthorized', tone: 'bad', meaning: 'The key was not accepted.' },
  figures: ['0.04 s', '96 B', '1 attempt', 'no credits taken'],
  card: {
    tone: 'error',
    title: 'The key was not accepted',
    detail:
      'It may have been revoked or rotated. Check it under Developers → API Keys in the dashboard, or enter the new one.',
    message: 'API key is not recognised.',
    facts: [
      { label: 'Profile', value: 'Live' },
      { label: 'Host', value: 'connect.jobo.world' },
    ],
    more: [{ label: 'trace_id', value: '4bf92f3577b34da6a3ce929d0e0e4736' }],
    why: 'The key is missing, malformed, revoked or of another environment.',
    fixes: [
      { title: 'Enter a new key and send', index: 0 },
      { title: 'Check the key · free', index: 1 },
      { title: 'Open the key page', index: 2 },
    ],
  },
};

/** A search of the sandbox that finds nothing. */
export const empty: ExchangeView = {
  ...answered,
  id: 'run-empty',
  figures: ['0.02 s', '112 B', '1 attempt', 'no credits taken · 50,000 left'],
  card: {
    tone: 'warning',
    title: 'Nothing matched',
    detail:
      'The data of the sandbox is small and invented, and none of it fits this search. Search for "engineer", or change the request.',
    facts: [{ label: 'Change', value: 'q, location, work_model → only "engineer"' }],
    fixes: [
      { title: 'Search "engineer" Instead', index: 0 },
      { title: 'Remove work_model and Send', index: 1 },
      { title: 'Remove location and Send', index: 2 },
      { title: 'Edit Request', index: 3 },
    ],
  },
};

/** A wait that is unlikely to help. */
export function hopeless(now: number, ms: number): ExchangeView {
  const exchange = waiting(now, ms);
  return {
    ...exchange,
    id: 'run-4',
    phase: {
      kind: 'waiting',
      until: new Date(now + ms).toISOString(),
      ms,
      text: 'Paused by Jobo: waiting {0}, then attempt 3 of 6.',
      reason:
        'Auto Apply sessions answer 503 until further notice; more attempts are unlikely to help.',
      attempt: { next: 3, of: 6 },
      canSendNow: true,
      stopFirst: true,
    },
    attempts: exchange.attempts.map(attempt => ({ ...attempt, label: '503' })),
  };
}
