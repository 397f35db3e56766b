import {
  commands as editor,
  l10n,
  ProgressLocation,
  Uri,
  window,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
} from 'vscode';
import type { Bodies } from '../../core/run/answerBodies';
import { compareAnswers, normalised, type Answer } from '../../core/compare/compareAnswers';
import type { Exchange } from '../../core/exchange';
import type { History } from '../../core/history/history';
import { answerScheme } from '../../names';
import { inTurns } from '../../core/common/turns';
import { Refusal } from '../common/command';
import type { Tell } from '../common/tell';
import { clock, moment, size, timesApart } from '../words/figures';
import { comparedInFull, comparedInShort } from '../words/compareWords';
import { fileStem, runName } from '../words/runName';

export interface ComparisonsParts {
  readonly history: History;
  readonly bodies: Bodies;
  readonly tell: Tell;
}

/** Shows two answers in the editor's own diff. Their documents are read-only and never on disk. */
export class Comparisons implements TextDocumentContentProvider, Disposable {
  readonly #history: History;
  readonly #bodies: Bodies;
  readonly #tell: Tell;
  /** Texts of open documents, by URI. */
  readonly #texts = new Map<string, string>();
  readonly #listening: readonly Disposable[];

  constructor({ history, bodies, tell }: ComparisonsParts) {
    this.#tell = tell;
    this.#history = history;
    this.#bodies = bodies;
    this.#listening = [
      workspace.registerTextDocumentContentProvider(answerScheme, this),
      workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    ];
  }

  /** For an editor restored after a reload, whose text is gone, reads the body of the run again if it is kept. */
  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const known = this.#texts.get(uri.toString());
    if (known !== undefined) return known;
    const exchange = (await this.#history.find(uri.query))?.exchange;
    const answer = exchange && (await this.#answerOf(exchange));
    return answer ? inTurns(normalised(answer)) : l10n.t('The body of this run is no longer kept.');
  }

  /** Opens the diff and tells in a sentence what differs; the message offers the whole summary of JSON answers. */
  async open(before: Exchange, after: Exchange): Promise<void> {
    const [one, other] = [await this.#kept(before), await this.#kept(after)];
    const comparison = await window.withProgress(
      { location: ProgressLocation.Window, title: l10n.t('Comparing two answers') },
      () => inTurns(compareAnswers(one, other)),
    );
    const title = titleOf(before, after);
    const extension = comparison.kind === 'json' ? 'json' : 'txt';
    const [left, right] = [addressOf(before, extension), addressOf(after, extension)];
    this.#texts.set(left.toString(), comparison.before);
    this.#texts.set(right.toString(), comparison.after);
    await editor.executeCommand('vscode.diff', left, right, title);
    const remarks = [before, after].flatMap(remarkOn);
    const short =
      comparison.kind === 'json'
        ? comparedInShort(comparison.summary)
        : l10n.t('The answers are compared as text: not both are JSON that can be read whole.');
    const offered = comparison.kind === 'json' ? [l10n.t('Show Summary')] : [];
    const told = this.#tell.info([short, ...remarks].join(' '), ...offered);
    if (comparison.kind === 'text') return;
    const { summary } = comparison;
    void told.then(picked => {
      if (picked === undefined) return undefined;
      return this.#show(title, comparedInFull(title, summary, remarks), before, after);
    });
  }

  async #show(title: string, text: string, before: Exchange, after: Exchange): Promise<void> {
    const path = `/${title.replaceAll('/', '∕')}.md`;
    const uri = Uri.from({ scheme: answerScheme, path, query: `${before.id} ${after.id}` });
    this.#texts.set(uri.toString(), text);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  }

  async #kept(exchange: Exchange): Promise<Answer> {
    const answer = await this.#answerOf(exchange);
    if (answer) return answer;
    throw new Refusal(
      l10n.t(
        'The answer of {0} is not kept, or there was none. Send it again to compare it.',
        moment(exchange.startedAt),
      ),
    );
  }

  async #answerOf({ id, body: { contentType } }: Exchange): Promise<Answer | undefined> {
    const content = await this.#bodies.content(id);
    return content && { bytes: content.bytes, contentType };
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
  }
}

/** Names and times of both runs; the name only once where it is the same. */
function titleOf(before: Exchange, after: Exchange): string {
  const [one, other] = timesApart(before.startedAt, after.startedAt);
  const [name, otherName] = [runName(before), runName(after)];
  const second = name === otherName ? '' : `${otherName} `;
  return `${name} ${one} ↔ ${second}${other}`;
}

function addressOf(exchange: Exchange, extension: string): Uri {
  const path = `/${fileStem(exchange)}.${extension}`;
  return Uri.from({ scheme: answerScheme, path, query: exchange.id });
}

/** Tells what of an answer is missing, so that the missing part is not taken for a difference. */
function remarkOn({ body, startedAt }: Exchange): readonly string[] {
  if (body.held !== undefined)
    return [
      l10n.t(
        'Of the answer of {0} only the first {1} of {2} are compared.',
        clock(startedAt),
        size(body.held),
        size(body.bytes),
      ),
    ];
  return body.incomplete ? [l10n.t('The answer of {0} broke off.', clock(startedAt))] : [];
}
