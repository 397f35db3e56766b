import { l10n, window } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import { applyFix } from '../../core/diagnosis/applyFix';
import type { AskFix, ChangeFix } from '../../core/diagnosis/fix';
import type { ValuePlace } from '../../core/request/valuePlace';
import { priced } from '../../core/diagnosis/findingFixes';
import { nearest } from '../../core/diagnosis/nearest';
import type { KeyFinder } from '../../core/keys/keyMark';
import { check } from '../../core/request/check';
import type { Draft } from '../../core/request/draft';
import type { Finding } from '../../core/request/finding';
import { findingWords } from '../words/findingWords';
import { placeName } from '../words/fixWords';

/** Asks for a value and returns the change to it; undefined when the person leaves. Allowed values come as a list. */
export async function askFixValue(
  draft: Draft,
  { at, from, allowed }: Extract<AskFix, { kind: 'askValue' }>,
  keys: KeyFinder,
): Promise<ChangeFix | undefined> {
  const name = placeName(at);
  if (allowed) {
    const choice = await window.showQuickPick(allowed.map(String), {
      title: l10n.t('{0} for the next request', name),
      placeHolder: l10n.t('Choose one; it is sent then'),
    });
    return choice === undefined ? undefined : change(draft, at, choice, keys);
  }
  const typed = await window.showInputBox({
    title: l10n.t('{0} for the next request', name),
    prompt: l10n.t('It is sent then.'),
    value: typeof from === 'string' || typeof from === 'number' ? String(from) : '',
    ignoreFocusOut: true,
    validateInput: text => {
      if (text.trim() === '') return undefined;
      const next = change(draft, at, text, keys);
      const [finding] = findingsAt(applyFix(draft, next), at, keys);
      return finding && findingWords(finding);
    },
  });
  return typed === undefined || typed.trim() === '' ? undefined : change(draft, at, typed, keys);
}

/** The change to the typed text, or to the nearest value of the type that the schema wants. */
function change(draft: Draft, at: ValuePlace, text: string, keys: KeyFinder): ChangeFix {
  const asText = priced({ kind: 'setValue', at, from: undefined, value: text }, draft);
  const found = findingsAt(applyFix(draft, asText), at, keys);
  const wrong = found.find(({ code }) => code === 'wrongType');
  const value = wrong && nearest(wrong, text);
  return value === undefined
    ? asText
    : priced({ kind: 'setValue', at, from: undefined, value }, draft);
}

function findingsAt(draft: Draft, at: ValuePlace, keys: KeyFinder): readonly Finding[] {
  const operation = findOperation(draft.operationId);
  if (!operation) return [];
  return check(draft, operation, keys).filter(
    finding =>
      finding.in === at.in &&
      finding.name === at.name &&
      (finding.pointer === at.pointer || finding.pointer.startsWith(`${at.pointer}/`)),
  );
}
