import { randomUUID } from 'node:crypto';
import type { World } from './world';

/** In hexadecimal digits: milliseconds since 1970, in 48 bits. */
const timeLength = 12;

/** A random UUID that begins with the moment at which it is made: version 7 (RFC 9562, section 5.7). */
export function timedId(clock: Pick<World, 'now'>): string {
  const ms = Math.max(0, Math.floor(clock.now()));
  const time = ms.toString(16).padStart(timeLength, '0').slice(-timeLength);
  // What follows the version of a random UUID is as it has to be here, too.
  const random = randomUUID().slice('01234567-89ab-4'.length);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random}`;
}

const timed = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}/;

/** Whether a text begins with such an id. Those that do sort by the time of their ids. */
export const isTimed = (text: string): boolean => timed.test(text);
