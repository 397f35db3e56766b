import type { Diagnosis } from '../../core/diagnosis/diagnosis';

export type Facts = Diagnosis['facts'];

/** A diagnosis in the two lines of a card. */
export interface Worded {
  readonly title: string;
  /** What happened to this request, then what to do. */
  readonly detail: string;
}

/**
 * The words for one code of a diagnosis.
 * @param says whether the answer has words of its own, which the card then shows
 */
export type CodeWords = (facts: Facts, says: boolean) => Worded;

/** A fact as text; empty where there is none of this name. */
export const textOf = (facts: Facts, name: string): string => String(facts[name] ?? '');
