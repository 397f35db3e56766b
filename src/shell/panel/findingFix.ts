import type { Operation } from '../../core/catalog/operation';
import { applyFix } from '../../core/diagnosis/applyFix';
import { mend } from '../../core/diagnosis/mend';
import type { Draft } from '../../core/request/draft';
import type { Finding } from '../../core/request/finding';
import { renamed } from '../../core/diagnosis/renameValue';
import { quickFixWords, renameWords } from '../words/bodyWords';

/** What a button beside a finding does; nothing is sent. */
export interface FindingFix {
  readonly title: string;
  readonly draft: Draft;
}

/** The change that mends a finding without a question; what needs one, the form asks by its field. */
export function findingFix(
  finding: Finding,
  draft: Draft,
  operation: Operation,
): FindingFix | undefined {
  if (finding.code === 'unknownParameter' || finding.code === 'unknownField') {
    const next = renamed(draft, finding);
    if (next) return { title: renameWords(finding.closest ?? ''), draft: next };
  }
  const [first] = mend(finding, draft, operation);
  if (first?.kind !== 'setValue' && first?.kind !== 'removeValue') return undefined;
  return { title: quickFixWords(first), draft: applyFix(draft, first) };
}
