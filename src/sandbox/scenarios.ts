/** What happens to one request under a scenario. */
export type Play =
  | { readonly kind: 'through'; readonly change?: Change }
  | {
      readonly kind: 'fault';
      readonly status: number;
      readonly detail?: string;
      readonly code?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly members?: Readonly<Record<string, unknown>>;
      /** Shape of the body; default: the error family in force. */
      readonly dress?: 'html' | 'empty' | 'sentenceOnly';
      /** `Retry-After`: so many seconds from now, written as a number or as a date. */
      readonly retryAfter?: { readonly seconds: number; readonly as: 'seconds' | 'date' };
    }
  | { readonly kind: 'redirect'; readonly to: 'sameOrigin' | 'otherOrigin' }
  | { readonly kind: 'echoKey' }
  | { readonly kind: 'noAnswer' }
  | { readonly kind: 'dropBefore' };

/** How the operation's own answer differs under a scenario. */
export type Change =
  | 'slowBody'
  | 'slowStart'
  | 'stalledBody'
  | 'truncatedBody'
  | 'dropAfter'
  | 'oldCreditHeaders'
  | 'eightMegabytes'
  | 'brokenJson'
  | 'wrongContentType'
  | 'liveShapes'
  | 'masterKey';

interface ScenarioRow {
  readonly name: string;
  readonly description: string;
  /** Played in turn, then from the start again; each key, method and path has a turn of its own. */
  readonly plays: readonly [Play, ...Play[]];
}

const through: Play = { kind: 'through' };
const changed = (change: Change): readonly [Play] => [{ kind: 'through', change }];
const after = (status: number, seconds: number, as: 'seconds' | 'date' = 'seconds'): Play => ({
  kind: 'fault',
  status,
  retryAfter: { seconds, as },
});
const plainly = (status: number): Play => ({ kind: 'fault', status });
const dressed = (status: number, dress: 'html' | 'empty'): Play => ({
  kind: 'fault',
  status,
  dress,
});

const rows = [
  { name: '429-seconds', description: 'Always 429, Retry-After: 5.', plays: [after(429, 5)] },
  {
    name: '429-date',
    description: 'Always 429, Retry-After as an HTTP date 5 seconds ahead.',
    plays: [after(429, 5, 'date')],
  },
  { name: '429-no-header', description: 'Always 429 without Retry-After.', plays: [plainly(429)] },
  { name: '429-long', description: 'Always 429, Retry-After: 3600.', plays: [after(429, 3_600)] },
  {
    name: '429-then-200',
    description: 'One 429 with Retry-After: 1, then the real answer.',
    plays: [after(429, 1), through],
  },
  {
    name: '429-storm',
    description: 'Four 429 in a row with Retry-After: 1, then the real answer.',
    plays: [after(429, 1), after(429, 1), after(429, 1), after(429, 1), through],
  },
  {
    name: '500-then-200',
    description: 'One 500, then the real answer.',
    plays: [plainly(500), through],
  },
  { name: '500-always', description: 'Always 500.', plays: [plainly(500)] },
  { name: '503-retry-after', description: 'Always 503, Retry-After: 5.', plays: [after(503, 5)] },
  {
    name: '503-then-200',
    description: 'One 503 with Retry-After: 1, then the real answer.',
    plays: [after(503, 1), through],
  },
  { name: '503-plain', description: 'Always 503 without Retry-After.', plays: [plainly(503)] },
  {
    name: '502-html',
    description: 'Always 502 with the HTML page of a gateway.',
    plays: [dressed(502, 'html')],
  },
  { name: '408', description: 'Always 408 without a body.', plays: [dressed(408, 'empty')] },
  {
    name: '504',
    description: 'Always 504 with the HTML page of a gateway.',
    plays: [dressed(504, 'html')],
  },
  {
    name: 'slow-body',
    description: 'The real answer, its body spread over about 4 seconds.',
    plays: changed('slowBody'),
  },
  {
    name: 'slow-start',
    description: 'The real answer, 3 seconds late.',
    plays: changed('slowStart'),
  },
  {
    name: 'stalled-body',
    description: 'The first half of the real answer, then silence.',
    plays: changed('stalledBody'),
  },
  {
    name: 'truncated-body',
    description: 'The first half of the real answer, then the connection is cut.',
    plays: changed('truncatedBody'),
  },
  {
    name: 'no-answer',
    description: 'The request is taken and never answered.',
    plays: [{ kind: 'noAnswer' }],
  },
  {
    name: 'dropped-before-work',
    description: 'The connection is cut before anything is done.',
    plays: [{ kind: 'dropBefore' }],
  },
  {
    name: 'dropped-after-debit',
    description: 'The work is done and debited, then the connection is cut without an answer.',
    plays: changed('dropAfter'),
  },
  {
    name: 'html-error',
    description: 'Always 500 with an HTML page.',
    plays: [dressed(500, 'html')],
  },
  {
    name: 'empty-error',
    description: 'Always 500 without a body.',
    plays: [dressed(500, 'empty')],
  },
  {
    name: '8mb',
    description: 'The real jobs, described at such length that the answer is over 8 MB of JSON.',
    plays: changed('eightMegabytes'),
  },
  {
    name: 'credits-old-headers',
    description: 'The real answer with X-Credits-Used and X-Credits-Remaining, the older names.',
    plays: changed('oldCreditHeaders'),
  },
  {
    name: '402-sentence-only',
    description: 'Always 402 whose figures stand only inside a sentence.',
    plays: [
      {
        kind: 'fault',
        status: 402,
        dress: 'sentenceOnly',
        detail: 'This request needs 75 credits, but the wallet holds 12.',
      },
    ],
  },
  {
    name: '402-headers-only',
    description: 'Always 402 without a body; the figures stand in the headers.',
    plays: [
      {
        kind: 'fault',
        status: 402,
        dress: 'empty',
        headers: { 'X-Credits-Required': '75', 'X-Credits-Balance': '12' },
      },
    ],
  },
  {
    name: '402-body-only',
    description: 'Always 402 with the figures in the body and no headers.',
    plays: [
      {
        kind: 'fault',
        status: 402,
        detail: 'The wallet does not cover this request.',
        members: { credits_required: 75, credits_balance: 12 },
      },
    ],
  },
  {
    name: 'auth-master-key',
    description:
      'The key counts as a master key: 403 on Auto Apply routes, real answers elsewhere.',
    plays: changed('masterKey'),
  },
  {
    name: 'echo-key',
    description: '400 that repeats the received key in body and header, as a careless proxy would.',
    plays: [{ kind: 'echoKey' }],
  },
  {
    name: 'bad-json',
    description: '200 that claims JSON and is not.',
    plays: changed('brokenJson'),
  },
  {
    name: 'wrong-content-type',
    description: 'The real JSON, called text/html.',
    plays: changed('wrongContentType'),
  },
  {
    name: 'redirect-same-origin',
    description: '307 to another path here, which answers for real.',
    plays: [{ kind: 'redirect', to: 'sameOrigin' }],
  },
  {
    name: 'redirect-other-origin',
    description: '307 to another host name, where a key must not follow.',
    plays: [{ kind: 'redirect', to: 'otherOrigin' }],
  },
  {
    name: 'auto-apply-live-shapes',
    description: 'The two older Auto Apply contracts answer instead of 503.',
    plays: changed('liveShapes'),
  },
] as const satisfies readonly ScenarioRow[];

export type ScenarioName = (typeof rows)[number]['name'];

export interface Scenario extends ScenarioRow {
  readonly name: ScenarioName;
}

/** Chosen by the header `X-Sandbox-Scenario` or by the key `scenario:<name>`. */
export const scenarios: readonly Scenario[] = rows;

export const findScenario = (name: string): Scenario | undefined =>
  scenarios.find(scenario => scenario.name === name);

/** Remembers the turn of each scenario, so that a repeated request gets the next play. */
export class Turns {
  readonly #turns = new Map<string, number>();

  next(scenario: Scenario, who: string): Play {
    const key = `${scenario.name} ${who}`;
    const turn = this.#turns.get(key) ?? 0;
    this.#turns.set(key, (turn + 1) % scenario.plays.length);
    return scenario.plays[turn] ?? scenario.plays[0];
  }
}
