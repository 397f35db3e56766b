import {
  CodeAction,
  CodeActionKind,
  Range,
  WorkspaceEdit,
  type CodeActionContext,
  type CodeActionProvider,
  type TextDocument,
} from 'vscode';
import { bodyEdit } from '../../core/diagnosis/bodyEdit';
import type { Fix } from '../../core/diagnosis/fix';
import { findingFixes } from '../../core/diagnosis/findingFixes';
import { renamed } from '../../core/diagnosis/renameValue';
import type { Operation } from '../../core/catalog/operation';
import type { Draft } from '../../core/request/draft';
import type { Finding } from '../../core/request/finding';
import { findingRange } from '../../core/request/findingRange';
import { commands } from '../../names';
import type { Drafts } from '../requests/drafts';
import { findingFix, type KeyPlace } from '../requests/findingFix';
import { quickFixWords, renameWords } from '../words/bodyWords';
import { findingsIn, type FoundInBody } from './bodyChecks';
import { operationAt } from './draftAddress';

/** Offers the panel's fixes that change the body as quick fixes. They send nothing. */
export class BodyFixes implements CodeActionProvider {
  readonly #drafts: Drafts;
  readonly #keyPlace: () => KeyPlace;

  constructor(drafts: Drafts, keyPlace: () => KeyPlace) {
    this.#drafts = drafts;
    this.#keyPlace = keyPlace;
  }

  provideCodeActions(
    document: TextDocument,
    asked: Range,
    { diagnostics }: CodeActionContext,
  ): CodeAction[] {
    const operation = operationAt(document.uri);
    if (!operation) return [];
    const draft: Draft = { ...this.#drafts.get(operation), body: document.getText() };
    const place = this.#keyPlace();
    return findingsIn(document, operation, draft, place.keys)
      .filter(({ range }) => range.intersection(asked) !== undefined)
      .flatMap(found => {
        const marked = diagnostics.filter(
          ({ code, range }) => code === found.finding.code && range.isEqual(found.range),
        );
        return actionsFor(document, found, draft, operation, place).map((action, index) => {
          action.diagnostics = marked;
          action.isPreferred = index === 0;
          return action;
        });
      });
  }
}

function actionsFor(
  document: TextDocument,
  { finding, range }: FoundInBody,
  draft: Draft,
  operation: Operation,
  place: KeyPlace,
): readonly CodeAction[] {
  if (finding.code === 'keyInRequest')
    return [keyAction(document, finding, draft, operation, place)];
  // Not where the member exists already: the name would stand there twice.
  const rename =
    finding.code === 'unknownField' &&
    finding.closest !== undefined &&
    renamed(draft, finding) !== undefined
      ? [editing(document, renameWords(finding.closest), range, JSON.stringify(finding.closest))]
      : [];
  const fixes = findingFixes(finding, draft, operation).flatMap((fix: Fix) => {
    if (fix.kind !== 'setValue' && fix.kind !== 'removeValue') return [];
    const edit = bodyEdit(draft, fix);
    if (!edit) return [];
    const place = new Range(document.positionAt(edit.start), document.positionAt(edit.end));
    return [editing(document, quickFixWords(fix), place, edit.text)];
  });
  return [...rename, ...fixes];
}

/** A whole key is stored by a command that gets only the operation's id, never the key. A part of one is deleted. */
function keyAction(
  document: TextDocument,
  finding: Finding,
  draft: Draft,
  operation: Operation,
  place: KeyPlace,
): CodeAction {
  const fix = findingFix(finding, draft, operation, place);
  const title = fix?.title ?? '';
  const { start, end } = findingRange(document.getText(), finding);
  if (fix?.key === undefined) {
    const range = new Range(document.positionAt(start), document.positionAt(end));
    return editing(document, title, range, '');
  }
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { command: commands.storeKey, title, arguments: [operation.id] };
  return action;
}

function editing(document: TextDocument, title: string, range: Range, text: string): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.edit = new WorkspaceEdit();
  action.edit.replace(document.uri, range, text);
  return action;
}
