import { randomBytes } from 'node:crypto';

/** Random letters of a key. */
export const keyLetters = (length: number): string =>
  randomBytes(length).toString('base64url').slice(0, length);

/** A key of the documented form, made at run time, so that none stands in a file. */
export const documentedKey = (side: 'live' | 'test' = 'live'): string =>
  ['jbe', side, keyLetters(21), keyLetters(43)].join('_');
