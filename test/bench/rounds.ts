/** The second of the bare ones is the control: it differs from the first in nothing. */
export const clientNames = ['pipeline', 'undici', 'undici again', 'fetch', 'httpyac'] as const;
export type ClientName = (typeof clientNames)[number];

/** What one turn of one client came to, in microseconds a request. */
export interface Turn {
  /** From sending it to having the parsed answer; the median. */
  readonly latency: number;
  /** Of the whole process, with what was put off until after the answers. */
  readonly cpu: number;
}

/** Every client's turn, in random order. */
export type Round = Readonly<Record<ClientName, Turn>>;
