import type { Diagnosis, DiagnosisCode } from '../../core/diagnosis/diagnosis';
import { accountWords } from './accountWords';
import { successWithProblemWords } from './successWithProblemWords';
import { conflictWords } from './conflictWords';
import { failedWords } from './failedWords';
import { heldBackWords } from './heldBackWords';
import { unrecordedWords } from './lossWords';
import { noAnswerWords } from './noAnswerWords';
import { refusedWords } from './refusedWords';
import type { CodeWords, Worded } from './worded';

/** The title and sentences of a diagnosis. The code becomes words nowhere else. */
export function diagnosisWords({ code, facts, message }: Diagnosis): Worded {
  const { title, detail } = words[code](facts, message !== undefined);
  const unrecorded = unrecordedWords(facts);
  return { title, detail: unrecorded === undefined ? detail : `${detail} ${unrecorded}` };
}

/** The type makes sure that one of the tables has each code. */
const words: Readonly<Record<DiagnosisCode, CodeWords>> = {
  ...heldBackWords,
  ...refusedWords,
  ...accountWords,
  ...conflictWords,
  ...failedWords,
  ...noAnswerWords,
  ...successWithProblemWords,
};
