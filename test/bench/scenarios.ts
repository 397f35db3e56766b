import type { Draft } from '../../src/core/request/draft';
import type { ClientName } from './rounds';

/** What is measured: one operation and the canned answer to it. */
export interface Scenario {
  readonly title: string;
  readonly draft: Draft;
  /** Bytes of the answer's body, about. */
  readonly answerBytes: number;
  /** In one turn of one candidate. */
  readonly requests: number;
  readonly rounds: number;
  /** The most that the pipeline should take of what another client takes; nothing fails where it takes more. */
  readonly atMost: Readonly<Partial<Record<ClientName, string>>>;
}

const draft = { path: {}, query: {}, headers: {} };
const free = { undici: '1.35', fetch: '0.75', httpyac: '0.20' };
const search = { queries: ['kiln firmware'], page_size: 1 };

export const scenarios = {
  free: {
    title: 'free read (getJob)',
    draft: {
      ...draft,
      operationId: 'getJob',
      path: { id: '018f2a6c-7b1e-7c3a-9d4e-5f60718293a4' },
    },
    answerBytes: 629,
    requests: 200,
    rounds: 25,
    atMost: free,
  },
  spending: {
    title: 'spending search (searchJobsPost), its row on disk before it leaves',
    draft: { ...draft, operationId: 'searchJobsPost', body: JSON.stringify(search) },
    answerBytes: 629,
    requests: 100,
    rounds: 25,
    atMost: { undici: '9.00' },
  },
  large: {
    title: 'free read with an 8 MB answer',
    draft: {
      ...draft,
      operationId: 'getJob',
      path: { id: '018f2a6c-7b1e-7c3a-9d4e-5f60718293a5' },
    },
    answerBytes: 8 * 1_048_576,
    requests: 3,
    rounds: 11,
    atMost: {},
  },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof scenarios;

export const isScenario = (name: string): name is ScenarioName => name in scenarios;
