import type { Figure } from './figure.js';

/** What a subject has opened; closed after it, the last one first, however it ends. */
export type Opened = { close(): unknown }[];

/** Counts one thing that held under attack. */
export type Subject = (opened: Opened) => Promise<readonly Figure[]>;

/** Remembers that something is open. */
export function keep<T extends { close(): unknown }>(opened: Opened, thing: T): T {
  opened.push(thing);
  return thing;
}
