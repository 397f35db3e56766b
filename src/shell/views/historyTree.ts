import { EventEmitter, TreeItem, type TreeDataProvider } from 'vscode';
import { dayOf, type Day } from '../../core/common/calendar';
import { isSettled } from '../../core/exchange';
import type { History } from '../../core/history/history';
import type { HistoryRow } from '../../core/history/row';
import type { HistoryChange } from '../../core/history/sortedRows';
import { Afterwards } from '../common/afterwards';
import { dayFacts, dayItem, earlierItem, type ShownDay } from './dayItem';
import { DaysOfRuns } from './daysOfRuns';
import { HistoryPages, nextPage } from './historyPages';
import { HistoryRedraw, type RedrawOptions } from './historyRedraw';
import { attemptItem, isWaiting, runItem } from './runItem';

interface DayNode {
  readonly kind: 'day';
  readonly day: Day;
}
interface RunNode {
  readonly kind: 'run';
  readonly id: string;
}
interface AttemptNode {
  readonly kind: 'attempt';
  readonly run: RunNode;
  readonly index: number;
}
/** Stands for the runs of a day that are not shown. */
interface EarlierNode {
  readonly kind: 'earlier';
  readonly of: DayNode;
}
export type HistoryNode = DayNode | RunNode | AttemptNode | EarlierNode;

/** Whether a node stands for runs that are not shown; commands on several nodes leave it out. */
export const isEarlier = (node: unknown): boolean =>
  typeof node === 'object' && node !== null && 'kind' in node && node.kind === 'earlier';

export interface HistoryTreeOptions extends Pick<RedrawOptions, 'after'> {
  readonly now?: () => Date;
}

/** Runs with their attempts, by day, the newest of each day first. Waits count down while the view is visible. */
export class HistoryTree implements TreeDataProvider<HistoryNode> {
  readonly #history: History;
  readonly #now: () => Date;
  readonly #changed = new EventEmitter<HistoryNode | HistoryNode[] | undefined>();
  readonly #redraw: HistoryRedraw;
  readonly #byDay = new DaysOfRuns();
  /** What has come and is not in `#byDay` yet: a run does not wait until its row has its place. */
  readonly #changes: Afterwards<HistoryChange>;
  readonly #days = new Map<Day, DayNode>();
  /** Of the runs that the editor has asked for. */
  readonly #runs = new Map<string, RunNode>();
  /** Items of settled rows, which never change: the editor asks for a hundred of them for each run that is added. */
  readonly #items = new WeakMap<HistoryRow, TreeItem>();
  readonly #pages = new HistoryPages();
  /** What the row of a day said when it was drawn. */
  readonly #said = new Map<Day, string>();
  readonly #listening;
  #filter: ((row: HistoryRow) => boolean) | undefined;
  #today: Day;
  #visible = false;
  #ticking: NodeJS.Timeout | undefined;

  constructor(history: History, { now = () => new Date(), after }: HistoryTreeOptions = {}) {
    this.#history = history;
    this.#now = now;
    this.#today = dayOf(now());
    this.#redraw = new HistoryRedraw({
      drawAll: () => this.#changed.fire(undefined),
      drawDays: (filled, summed) => this.#drawDays(filled, summed),
      drawRuns: ids => this.#drawRuns(ids),
      after,
    });
    this.#changes = new Afterwards({
      tell: changes => {
        for (const change of changes) this.#take(change);
        this.#tick();
      },
      after,
    });
    this.#byDay.fill(history.rows());
    this.#listening = history.onDidChange(change => this.#changes.add(change));
  }

  get #shown(): DaysOfRuns {
    this.#changes.flush();
    return this.#byDay;
  }

  get onDidChangeTreeData() {
    return this.#changed.event;
  }

  /** How many runs the view shows, those that *Earlier…* stands for included. */
  get size(): number {
    return this.#shown.size;
  }

  /** No countdown runs while the view is hidden. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    if (visible && this.#today !== dayOf(this.#now())) this.#beginDay();
    // Other windows may have added runs while the view was hidden.
    if (visible) void this.#history.catchUp();
    this.#tick();
  }

  /** Shows only rows that pass the filter; all rows without one. */
  setFilter(filter: ((row: HistoryRow) => boolean) | undefined): void {
    this.#filter = filter;
    this.#pages.foldAll();
    this.#shown.fill(this.#history.rows(), filter);
    this.#redraw.all();
  }

  /** The rows that the view shows or *Earlier…* stands for, of one day or in all, newest first. */
  shown(day?: Day): readonly HistoryRow[] {
    const { days } = this.#shown;
    return (day === undefined ? days : [day]).flatMap(each => this.#shown.rowsOf(each));
  }

  /** Shows more runs of a day. @returns the first of those that come */
  showEarlier(day: Day): HistoryNode | undefined {
    const first = this.#shown.rowsOf(day)[this.#pages.of(day)];
    if (!first) return undefined;
    this.#pages.showMore(day);
    this.#changed.fire(this.#day(day));
    return this.#run(first);
  }

  /** Call when a day was folded: it begins with its newest runs again. */
  folded(node: HistoryNode): void {
    if (node.kind === 'day' && this.#pages.fold(node.day)) this.#changed.fire(node);
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    if (node?.kind === 'day') return this.#runsOf(node);
    if (node?.kind === 'run') {
      const { attempts = [] } = this.#history.get(node.id)?.exchange ?? {};
      return attempts.map((_, index) => ({ kind: 'attempt', run: node, index }));
    }
    if (node) return [];
    await this.#history.loadNewest();
    const { days } = this.#shown;
    // The editor asks for whatever is unfolded next.
    this.#redraw.forget();
    return days.map(day => this.#day(day));
  }

  getParent(node: HistoryNode): HistoryNode | undefined {
    if (node.kind === 'day') return undefined;
    if (node.kind === 'attempt') return node.run;
    if (node.kind === 'earlier') return node.of;
    const day = this.#shown.dayOf(node.id);
    if (day === undefined) return undefined;
    // Whoever looks for a run wants to see it, however old it is.
    if (this.#pages.reach(day, this.#shown.indexOf(node.id))) this.#changed.fire(this.#day(day));
    return this.#day(day);
  }

  getTreeItem(node: HistoryNode): TreeItem {
    if (node.kind === 'day') return this.#dayItem(node.day);
    if (node.kind === 'earlier') return this.#earlierItem(node.of.day);
    const row = this.#history.get(node.kind === 'run' ? node.id : node.run.id);
    if (!row) return new TreeItem('');
    if (node.kind === 'run') return this.#runItem(row);
    const attempt = row.exchange.attempts[node.index];
    return attempt ? attemptItem(row.exchange, attempt, node.index) : new TreeItem('');
  }

  #runsOf(node: DayNode): HistoryNode[] {
    const rows = this.#shown.rowsOf(node.day).slice(0, this.#pages.of(node.day));
    const runs = rows.map(row => this.#run(row));
    return this.#leftOf(node.day) > 0 ? [...runs, { kind: 'earlier', of: node }] : runs;
  }

  /** How many runs of a day are not shown. */
  #leftOf(day: Day): number {
    return Math.max(0, this.#shown.rowsOf(day).length - this.#pages.of(day));
  }

  #shownDay(day: Day): ShownDay {
    return { day, runs: this.#shown.rowsOf(day).length, spent: this.#shown.spentOn(day) };
  }

  #dayItem(day: Day): TreeItem {
    const shown = this.#shownDay(day);
    this.#said.set(day, dayFacts(shown, this.#today).join());
    return dayItem(shown, { today: this.#today, filtered: this.#filter !== undefined });
  }

  #earlierItem(day: Day): TreeItem {
    const left = this.#leftOf(day);
    return earlierItem({ day, shown: this.#pages.of(day), left, next: Math.min(left, nextPage) });
  }

  #runItem(row: HistoryRow): TreeItem {
    if (!isSettled(row.exchange)) return runItem(row.exchange);
    const item = this.#items.get(row) ?? runItem(row.exchange);
    this.#items.set(row, item);
    return item;
  }

  #take(change: HistoryChange): void {
    const seen = this.#byDay.take(change);
    for (const { exchange } of change.gone) this.#runs.delete(exchange.id);
    if (this.#today !== dayOf(this.#now())) {
      this.#beginDay();
      return;
    }
    const settled = change.rows.filter(({ exchange }) => isSettled(exchange));
    this.#redraw.take(
      seen,
      settled.flatMap(({ exchange }) => this.#byDay.dayOf(exchange.id) ?? []),
    );
  }

  #beginDay(): void {
    this.#today = dayOf(this.#now());
    this.#redraw.all();
  }

  #drawDays(filled: ReadonlySet<Day>, summed: ReadonlySet<Day>): void {
    const saysElse = (day: Day) => {
      const said = this.#said.get(day);
      return said !== undefined && said !== dayFacts(this.#shownDay(day), this.#today).join();
    };
    const days = [...filled, ...[...summed].filter(day => !filled.has(day) && saysElse(day))];
    this.#fire(days.map(day => this.#day(day)));
  }

  /** Of a run that the editor has not asked for, nothing is on screen. */
  #drawRuns(ids: readonly string[]): void {
    this.#fire(ids.flatMap(id => this.#runs.get(id) ?? []));
  }

  #fire(nodes: HistoryNode[]): void {
    if (nodes.length > 0) this.#changed.fire(nodes);
  }

  /** The node of a run stays the same object while the run is kept, as the view identifies its rows by them. */
  #run({ exchange: { id } }: HistoryRow): RunNode {
    const node = this.#runs.get(id) ?? { kind: 'run', id };
    this.#runs.set(id, node);
    return node;
  }

  #day(day: Day): DayNode {
    const node = this.#days.get(day) ?? { kind: 'day', day };
    this.#days.set(day, node);
    return node;
  }

  #tick(): void {
    if (!this.#visible || this.#waiting().length === 0) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
      return;
    }
    this.#ticking ??= setInterval(() => {
      this.#drawRuns(this.#waiting().map(({ exchange }) => exchange.id));
      this.#tick();
    }, 1_000);
  }

  #waiting(): readonly HistoryRow[] {
    return this.#visible ? this.#history.goingOn().filter(row => isWaiting(row.exchange)) : [];
  }

  dispose(): void {
    clearInterval(this.#ticking);
    this.#redraw.forget();
    this.#changes.dispose();
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
