import { commands as editor, l10n, type TreeView } from 'vscode';
import type { Bodies } from '../../core/run/answerBodies';
import type { Disposable } from '../../core/common/event';
import { inTurns } from '../../core/common/turns';
import { isSettled } from '../../core/exchange';
import type { History } from '../../core/history/history';
import { bodyTerms, matches } from '../../core/history/matches';
import { parseQuery, type Query } from '../../core/history/query';
import type { HistoryRow } from '../../core/history/row';
import { bodyMatches, searchBodies } from '../../core/history/searchBodies';
import { contextKeys } from '../../names';
import type { Mask } from '../common/log';
import type { HistoryNode, HistoryTree } from './historyTree';
import { matching, soughtOf } from './historyWords';

/** The filter of the History view, and the line above the view that states it. */
export class HistoryFilter implements Disposable {
  readonly #history: History;
  readonly #bodies: Bodies;
  readonly #tree: HistoryTree;
  readonly #view: Pick<TreeView<HistoryNode>, 'message'>;
  readonly #mask: Mask;
  readonly #listening: Disposable;
  #text = '';
  #query: Query = [];
  /** Ids of runs whose bodies match; undefined where the query has no `body:` terms. */
  #withBody: Set<string> | undefined;
  #left = 0;

  constructor(
    history: History,
    bodies: Bodies,
    tree: HistoryTree,
    view: Pick<TreeView<HistoryNode>, 'message'>,
    mask: Mask,
  ) {
    this.#mask = mask;
    this.#history = history;
    this.#bodies = bodies;
    this.#tree = tree;
    this.#view = view;
    this.#listening = history.onDidChange(({ rows }) => {
      for (const row of this.#withBody ? rows : []) void this.#lookInto(row);
      this.#tell();
    });
  }

  /** The query as typed, with keys masked; empty without a filter. */
  get text(): string {
    return this.#text;
  }

  /** Sets the query; an empty one removes the filter. */
  async set(text: string): Promise<void> {
    const query = parseQuery(text);
    const terms = bodyTerms(query);
    await this.#history.load();
    const rows = await inTurns(matching(this.#history.rows(), query, new Date()));
    const searched =
      terms.length === 0
        ? undefined
        : await searchBodies(rows, terms, id => this.#history.readBody(id));
    // Masked, as the text is shown above the view while the filter is set.
    this.#text = query.length === 0 ? '' : this.#mask(text.trim());
    this.#query = query;
    this.#withBody = searched && new Set(searched.ids);
    this.#left = searched?.left ?? 0;
    this.#apply();
    await editor.executeCommand('setContext', contextKeys.historyFiltered, query.length > 0);
  }

  #apply(): void {
    this.#tree.setFilter(
      this.#query.length === 0
        ? undefined
        : row => this.#matches(row, this.#query) && this.#withBody?.has(row.exchange.id) !== false,
    );
    this.#tell();
  }

  #matches({ exchange }: HistoryRow, query: Query): boolean {
    return matches(soughtOf(exchange), query, new Date());
  }

  /** Adds a run that ended after the filter was set, if its body matches. */
  async #lookInto({ exchange }: HistoryRow): Promise<void> {
    const found = this.#withBody;
    if (!isSettled(exchange) || found?.has(exchange.id) !== false) return;
    const content = await this.#bodies.content(exchange.id);
    if (found !== this.#withBody || !content) return;
    const terms = bodyTerms(this.#query);
    const isHit = await inTurns(bodyMatches(content.bytes, exchange.body.contentType, terms));
    if (!isHit || found !== this.#withBody) return;
    found.add(exchange.id);
    this.#apply();
  }

  #tell(): void {
    if (this.#query.length === 0) {
      // Set to '', not deleted: `message` is an accessor of the editor's object.
      this.#view.message = '';
      return;
    }
    const shown = this.#tree.size;
    const all = this.#history.size;
    const found =
      shown === 0
        ? l10n.t('None of {0} runs is {1}. Clear the filter to see them.', all, this.#text)
        : l10n.t('{0} of {1} runs: {2}', shown, all, this.#text);
    const left =
      this.#left === 0
        ? []
        : [l10n.t('The bodies of {0} older runs were not looked into.', this.#left)];
    this.#view.message = [found, ...left].join(' ');
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
