import { documentedKey } from '../keys/keyForm';
import type { Destination } from './transport';

const legacy = /^jbe_(?!live_|test_)[A-Za-z0-9_-]+$/;

/** Whether a key is of the documented form. Older ones begin `jbe_` only; any key may be sent (API reference 1). */
export const hasKeyForm = (key: string): boolean => documentedKey.test(key) || legacy.test(key);

/** 1-based position of the first character that cannot stand in a header; `undefined`: there is none. */
export function illegalKeyPosition(key: string): number | undefined {
  const index = key.search(/[^\x21-\x7e]/);
  return index === -1 ? undefined : index + 1;
}

/** Of a key that is not charged. */
export const isTestKey = (key: string | undefined): boolean =>
  key?.startsWith('jbe_test_') ?? false;

/** Whether what is sent with this key may be charged. */
export const isBilled = (key: string | undefined, { chargesNobody }: Destination): boolean =>
  chargesNobody !== true && !isTestKey(key);
