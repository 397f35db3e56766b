import { EventEmitter, TreeItem, type TreeDataProvider } from 'vscode';
import { dayOf, type Day } from '../../core/common/calendar';
import { isSettled } from '../../core/exchange';
import type { History } from '../../core/history/history';
import type { HistoryRow } from '../../core/history/row';
import { dayItem } from './dayItem';
import { attemptItem, isWaiting, runItem } from './runItem';

export interface DayNode {
  readonly kind: 'day';
  readonly day: Day;
}
export interface RunNode {
  readonly kind: 'run';
  readonly id: string;
}
interface AttemptNode {
  readonly kind: 'attempt';
  readonly run: RunNode;
  readonly index: number;
}
export type HistoryNode = DayNode | RunNode | AttemptNode;

/** All runs with their attempts, by day, newest first. Waits count down while the view is visible. */
export class HistoryTree implements TreeDataProvider<HistoryNode> {
  readonly #history: History;
  readonly #now: () => Date;
  readonly #changed = new EventEmitter<HistoryNode | undefined>();
  readonly #days = new Map<Day, DayNode>();
  readonly #runs = new Map<string, { readonly node: RunNode; readonly day: DayNode }>();
  /** Items of settled rows, which never change: a day may have thousands, and each change asks for all of them. */
  readonly #items = new WeakMap<HistoryRow, TreeItem>();
  readonly #listening;
  #groups: ReadonlyMap<Day, readonly HistoryRow[]> | undefined;
  #filter: ((row: HistoryRow) => boolean) | undefined;
  #today: Day;
  #visible = false;
  #ticking: NodeJS.Timeout | undefined;

  constructor(history: History, now = () => new Date()) {
    this.#history = history;
    this.#now = now;
    this.#today = dayOf(now());
    this.#listening = history.onDidChange(row => {
      this.#take(row);
      this.#tick();
    });
  }

  get onDidChangeTreeData() {
    return this.#changed.event;
  }

  /** No countdown runs while the view is hidden. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    if (visible && this.#today !== dayOf(this.#now())) this.#take(undefined);
    // Other windows may have added runs while the view was hidden.
    if (visible) void this.#history.refresh();
    this.#tick();
  }

  /** Shows only rows that pass the filter; all rows without one. */
  setFilter(filter: ((row: HistoryRow) => boolean) | undefined): void {
    this.#filter = filter;
    this.#take(undefined);
  }

  /** The rows that the view shows, of one day or in all, newest first. */
  shown(day?: Day): readonly HistoryRow[] {
    const groups = this.#grouped();
    return day === undefined ? [...groups.values()].flat() : (groups.get(day) ?? []);
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    if (node?.kind === 'attempt') return [];
    if (node?.kind === 'run') {
      const { attempts = [] } = this.#history.get(node.id)?.exchange ?? {};
      return attempts.map((_, index) => ({ kind: 'attempt', run: node, index }));
    }
    if (node) return this.shown(node.day).map(row => this.#place(row).node);
    await this.#history.load();
    return [...this.#grouped().keys()].map(day => this.#day(day));
  }

  getParent(node: HistoryNode): HistoryNode | undefined {
    if (node.kind === 'day') return undefined;
    return node.kind === 'attempt' ? node.run : this.#runs.get(node.id)?.day;
  }

  getTreeItem(node: HistoryNode): TreeItem {
    if (node.kind === 'day') {
      const exchanges = this.shown(node.day).map(({ exchange }) => exchange);
      const filtered = this.#filter !== undefined;
      return dayItem(node.day, exchanges, { today: this.#today, filtered });
    }
    const row = this.#history.get(node.kind === 'run' ? node.id : node.run.id);
    if (!row) return new TreeItem('');
    if (node.kind === 'run') return this.#runItem(row);
    const attempt = row.exchange.attempts[node.index];
    return attempt ? attemptItem(row.exchange, attempt, node.index) : new TreeItem('');
  }

  #runItem(row: HistoryRow): TreeItem {
    if (!isSettled(row.exchange)) return runItem(row.exchange);
    const item = this.#items.get(row) ?? runItem(row.exchange);
    this.#items.set(row, item);
    return item;
  }

  /** Takes a change of a row, or of any row, and redraws only what it affects. */
  #take(row: HistoryRow | undefined): void {
    this.#groups = undefined;
    const today = dayOf(this.#now());
    const known = row && this.#runs.get(row.exchange.id);
    if (!row || today !== this.#today || this.#filter) {
      if (!row) this.#forget();
      this.#today = today;
      this.#changed.fire(undefined);
    } else if (!known) {
      const isFirst = this.shown(dayOf(row.exchange.startedAt)).length === 1;
      this.#changed.fire(isFirst ? undefined : this.#place(row).day);
    } else {
      // A settled run may change the day's sum.
      this.#changed.fire(isSettled(row.exchange) ? known.day : known.node);
    }
  }

  #grouped(): ReadonlyMap<Day, readonly HistoryRow[]> {
    if (this.#groups) return this.#groups;
    const groups = new Map<Day, HistoryRow[]>();
    for (const row of this.#history.rows()) {
      if (this.#filter?.(row) === false) continue;
      const { day } = this.#place(row).day;
      const group = groups.get(day);
      if (group) group.push(row);
      else groups.set(day, [row]);
    }
    return (this.#groups = groups);
  }

  /** The nodes of a run. They stay the same objects while the run is kept, as the view identifies its rows by them. */
  #place({ exchange: { id, startedAt } }: HistoryRow) {
    const known = this.#runs.get(id);
    if (known) return known;
    const place = { node: { kind: 'run', id }, day: this.#day(dayOf(startedAt)) } as const;
    this.#runs.set(id, place);
    return place;
  }

  #day(day: Day): DayNode {
    const node = this.#days.get(day) ?? { kind: 'day', day };
    this.#days.set(day, node);
    return node;
  }

  #forget(): void {
    for (const id of this.#runs.keys()) if (!this.#history.get(id)) this.#runs.delete(id);
  }

  #tick(): void {
    if (!this.#visible || this.#waiting().length === 0) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
      return;
    }
    this.#ticking ??= setInterval(() => {
      for (const row of this.#waiting()) this.#changed.fire(this.#place(row).node);
      this.#tick();
    }, 1_000);
  }

  #waiting(): readonly HistoryRow[] {
    return this.#visible ? this.#history.rows().filter(row => isWaiting(row.exchange)) : [];
  }

  dispose(): void {
    clearInterval(this.#ticking);
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
