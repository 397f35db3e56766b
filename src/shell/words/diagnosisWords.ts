import type { Diagnosis, DiagnosisCode } from '../../core/diagnosis/diagnosis';
import { accountWords } from './accountWords';
import { caughtWords } from './caughtWords';
import { conflictWords } from './conflictWords';
import { failedWords } from './failedWords';
import { heldBackWords } from './heldBackWords';
import { unrecordedWords } from './lossWords';
import { noAnswerWords } from './noAnswerWords';
import { refusedWords } from './refusedWords';
import type { CodeWords, Worded } from './worded';

/** The sentences of a diagnosis; the only place where a code becomes words. */
export function diagnosisWords({ code, facts, message }: Diagnosis): Worded {
  const { title, detail } = words[code](facts, message !== undefined);
  const unrecorded = unrecordedWords(facts);
  return { title, detail: unrecorded === undefined ? detail : `${detail} ${unrecorded}` };
}

/** A code that stands in none of the tables does not compile. */
const words: Readonly<Record<DiagnosisCode, CodeWords>> = {
  ...heldBackWords,
  ...refusedWords,
  ...accountWords,
  ...conflictWords,
  ...failedWords,
  ...noAnswerWords,
  ...caughtWords,
};
