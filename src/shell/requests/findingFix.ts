import type { Operation } from '../../core/catalog/operation';
import { applyFix } from '../../core/diagnosis/applyFix';
import { findingFixes } from '../../core/diagnosis/findingFixes';
import type { Draft } from '../../core/request/draft';
import type { Finding } from '../../core/request/finding';
import { renamed } from '../../core/diagnosis/renameValue';
import type { KeyFinder } from '../../core/keys/keyMark';
import { takeKeyOut } from '../../core/request/takeKeyOut';
import { quickFixWords, renameWords, takeOutWords } from '../words/bodyWords';

/** The change behind the button beside a finding. It sends nothing. */
export interface FindingFix {
  readonly title: string;
  readonly draft: Draft;
  /** A key to put into secret storage first, if the person agrees. */
  readonly key?: string;
}

/** Recognises keys, and names the profile that a found key is stored for; undefined where the person must choose. */
export interface KeyPlace {
  readonly keys: KeyFinder;
  readonly storeFor: string | undefined;
}

/** The change that fixes a finding without a question; undefined where the person must enter a value. */
export function findingFix(
  finding: Finding,
  draft: Draft,
  operation: Operation,
  place: KeyPlace,
): FindingFix | undefined {
  if (finding.code === 'keyInRequest') return keyFix(finding, draft, place);
  if (finding.code === 'unknownParameter' || finding.code === 'unknownField') {
    const next = renamed(draft, finding);
    if (next) return { title: renameWords(finding.closest ?? ''), draft: next };
  }
  const [first] = findingFixes(finding, draft, operation);
  if (first?.kind !== 'setValue' && first?.kind !== 'removeValue') return undefined;
  return { title: quickFixWords(first), draft: applyFix(draft, first) };
}

function keyFix(finding: Finding, draft: Draft, { keys, storeFor }: KeyPlace): FindingFix {
  const taken = takeKeyOut(draft, finding, keys);
  return { title: takeOutWords(taken.key !== undefined, storeFor), ...taken };
}
