import type { Diagnosis } from '../../core/diagnosis/diagnosis';

export type Facts = Diagnosis['facts'];

/** A diagnosis in words, as a card shows it. */
export interface Worded {
  readonly title: string;
  /** What happened to this request, then what to do. */
  readonly detail: string;
}

/**
 * Words one code of a diagnosis.
 * @param says whether the answer has a message of its own, which the card shows too
 */
export type CodeWords = (facts: Facts, says: boolean) => Worded;

/** A fact as text; empty where the diagnosis has no fact of this name. */
export const textOf = (facts: Facts, name: string): string => String(facts[name] ?? '');
