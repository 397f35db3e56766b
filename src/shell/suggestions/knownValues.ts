import type { Operation, Parameter } from '../../core/catalog/operation';
import type { KnownValues } from '../requests/askParameter';
import type { RecentValues } from '../requests/recentValues';
import type { Keys } from '../profiles/keys';
import type { Suggester } from './suggester';

export interface KnownValuesParts {
  readonly recent: RecentValues;
  readonly suggester: Suggester;
  readonly keys: Keys;
}

/** The values that inputs of an operation offer: sent lately, seen in answers, or from the vocabulary. */
export const knownValues = (
  { recent, suggester, keys }: KnownValuesParts,
  operation: Operation,
): KnownValues => ({
  keys: keys.known,
  recent: name => recent.of(name),
  suggest: (parameter: Parameter) => suggester.suggestFor(operation, parameter),
});
