import { isDocumentedKey, isOfKind } from './keyForm';
import { codesOf, isKeyLetter } from './letters';

// No regular expressions on keys: the engine keeps the text of the last match.

/** Whether a key has the documented form, or the older one, which only begins with `jbe_`. Any key may be sent. */
export const hasKeyForm = (key: string): boolean => isDocumentedKey(key) || isOlderKey(key);

function isOlderKey(key: string): boolean {
  const begins = key.startsWith('jbe_') && key !== 'jbe_' && !isOfKind(key);
  return begins && codesOf(key).every(isKeyLetter);
}

/** 1-based position of the first character that cannot stand in a header; `undefined` if there is none. */
export function illegalKeyPosition(key: string): number | undefined {
  const index = codesOf(key).findIndex(code => code < 0x21 || code > 0x7e);
  return index === -1 ? undefined : index + 1;
}

/** Whether it is a test key, which is not charged. */
export const isTestKey = (key: string | undefined): boolean =>
  key?.startsWith('jbe_test_') ?? false;

/** Whether what is sent with this key to this destination may be charged. */
export const isBilled = (
  key: string | undefined,
  { chargesNobody }: { readonly chargesNobody?: boolean },
): boolean => chargesNobody !== true && !isTestKey(key);
