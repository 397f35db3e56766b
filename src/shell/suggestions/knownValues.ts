import type { Operation, Parameter } from '../../core/catalog/operation';
import type { KnownValues } from '../requests/askRequired';
import type { Parts } from '../parts';

/** What the inputs of an operation may offer: sent lately, seen in answers, or from the vocabulary. */
export const knownValues = (
  { recent, completer, keys }: Pick<Parts, 'recent' | 'completer' | 'keys'>,
  operation: Operation,
): KnownValues => ({
  keys: keys.known,
  recent: name => recent.of(name),
  suggest: (parameter: Parameter) => completer.suggestFor(operation, parameter),
});
