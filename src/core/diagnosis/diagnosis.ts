import type { Fix } from './fix';

/** Why the exchange ended as it did: a code and its facts. The shell writes the sentences. JSON-safe. */
export interface Diagnosis {
  readonly code: string;
  /** What the sentences need, by name. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** The API's own words, as text; untrusted. */
  readonly message?: string;
  /** The first one is the default. */
  readonly fixes: readonly Fix[];
}
