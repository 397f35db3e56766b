import {
  Diagnostic,
  DiagnosticSeverity,
  extensions,
  languages,
  Range,
  workspace,
  type Disposable,
  type TextDocument,
} from 'vscode';
import type { Operation } from '../../core/catalog/operation';
import type { KeyFinder } from '../../core/keys/keyMark';
import { check } from '../../core/request/check';
import type { Draft } from '../../core/request/draft';
import type { Finding } from '../../core/request/finding';
import { findingRanges } from '../../core/request/findingRange';
import type { Drafts } from '../requests/drafts';
import { Debounce } from '../common/debounce';
import { findingWords } from '../words/findingWords';
import { operationAt } from './draftAddress';

/** Pause in typing, in ms, after which a body is checked. */
const typingPause = 150;

/** The editor's own JSON support; where it is present, it marks broken JSON itself. */
const jsonSupport = 'vscode.json-language-features';

export interface FoundInBody {
  readonly finding: Finding;
  readonly range: Range;
}

/** The panel's findings in a body, with their places in the document. */
export function findingsIn(
  document: TextDocument,
  operation: Operation,
  draft: Draft,
  keys: KeyFinder,
) {
  const body = document.getText();
  const found = check({ ...draft, body }, operation, keys).filter(({ in: at }) => at === 'body');
  const ranges = findingRanges(body, found);
  return found.map((finding, index): FoundInBody => {
    const { start = 0, end = 0 } = ranges[index] ?? {};
    return { finding, range: new Range(document.positionAt(start), document.positionAt(end)) };
  });
}

/** Marks the findings in open bodies, with the same sentences as the panel. */
export class BodyChecks implements Disposable {
  readonly #drafts: Drafts;
  readonly #keys: KeyFinder;
  readonly #marks = languages.createDiagnosticCollection('jobo');
  readonly #later = new Debounce();
  readonly #listening: readonly Disposable[];

  constructor(drafts: Drafts, keys: KeyFinder) {
    this.#drafts = drafts;
    this.#keys = keys;
    this.#listening = [
      workspace.onDidOpenTextDocument(document => this.#mark(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#markLater(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#marks.delete(uri)),
    ];
    for (const document of workspace.textDocuments) this.#mark(document);
  }

  dispose(): void {
    for (const listener of this.#listening) listener.dispose();
    this.#later.dispose();
    this.#marks.dispose();
  }

  #markLater(document: TextDocument): void {
    if (!operationAt(document.uri)) return;
    this.#later.do(document.uri.toString(), typingPause, () => this.#mark(document));
  }

  #mark(document: TextDocument): void {
    const operation = operationAt(document.uri);
    if (!operation || document.isClosed) return;
    const told = extensions.getExtension(jsonSupport) !== undefined;
    const marks = findingsIn(document, operation, this.#drafts.get(operation), this.#keys)
      .filter(({ finding }) => !told || finding.code !== 'brokenJson')
      .map(({ finding, range }) => {
        const severity =
          finding.severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        const mark = new Diagnostic(range, findingWords(finding), severity);
        mark.source = 'Jobo';
        mark.code = finding.code;
        return mark;
      });
    this.#marks.set(document.uri, marks);
  }
}
