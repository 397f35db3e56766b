/** What a server does with one attempt. */
export type Reply =
  200 | 'large' | 'damaged' | 400 | 402 | 404 | 429 | '429 at once' | 500 | '503 at once' | Broken;

/** The answer never comes to its end. */
export type Broken = 'silence' | 'half' | 'truncated' | 'reset';

/** One kind of run. */
export interface Scenario {
  readonly name: string;
  /** Attempt by attempt; the last one goes on. */
  readonly replies: readonly Reply[];
  /** `told`: as soon as the server says that it has done its part, which may be to keep silent. */
  readonly cancelled?: 'at once' | 'told';
}

export const scenarios: readonly Scenario[] = [
  { name: 'answered', replies: [200] },
  { name: 'large answer', replies: ['large'] },
  { name: 'limited', replies: [429, 200] },
  { name: 'limited three times', replies: [429, '429 at once', 429, 200] },
  { name: 'limited for no time', replies: ['429 at once', 200] },
  { name: 'failed once', replies: [500, 200] },
  { name: 'failed for good', replies: [500] },
  { name: 'down for a moment', replies: ['503 at once', 200] },
  { name: 'wrong request', replies: [400] },
  { name: 'empty wallet', replies: [402] },
  { name: 'not found', replies: [404] },
  { name: 'truncated', replies: ['truncated', 200] },
  { name: 'reset', replies: ['reset', 200] },
  { name: 'damaged', replies: ['damaged'] },
  { name: 'cancelled at once', replies: [200], cancelled: 'at once' },
  { name: 'cancelled while nothing comes', replies: ['silence'], cancelled: 'told' },
  { name: 'cancelled in an answer', replies: ['half'], cancelled: 'told' },
  { name: 'cancelled in a wait', replies: [500], cancelled: 'told' },
];

/** The run's own text, by which the server knows what to play. */
export const markerOf = (scenario: Scenario, nth: number): string =>
  `${scenario.name.replaceAll(' ', '-')}.${nth}`;

export const scenarioOf = (marker: string): Scenario | undefined =>
  scenarios.find(({ name }) => name.replaceAll(' ', '-') === marker.split('.')[0]);
