import {
  EventEmitter,
  l10n,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeDataProvider,
} from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import { isSettled, type Attempt, type Exchange } from '../../core/exchange';
import type { History } from '../../core/history/history';
import { commands, items } from '../../names';
import { failureName } from '../words/failureWords';
import { clock, credits, duration, moment } from '../words/figures';
import { answerWords } from '../words/outcomeWords';
import { statusLine } from '../words/statusWords';
import { waitReason } from '../words/waitWords';
import { outcomeIcon } from './operationsTree';

export interface RunNode {
  readonly kind: 'run';
  readonly id: string;
}
interface AttemptNode {
  readonly kind: 'attempt';
  readonly run: RunNode;
  readonly index: number;
}
export type HistoryNode = RunNode | AttemptNode;

/** Every run with its attempts, newest first; a wait counts down while the view is looked at. */
export class HistoryTree implements TreeDataProvider<HistoryNode> {
  readonly #history: History;
  readonly #changed = new EventEmitter<HistoryNode | undefined>();
  readonly #nodes = new Map<string, RunNode>();
  readonly #listening;
  #visible = false;
  #ticking: NodeJS.Timeout | undefined;

  constructor(history: History) {
    this.#history = history;
    this.#listening = history.onDidChange(() => {
      this.#changed.fire(undefined);
      this.#tick();
    });
  }

  get onDidChangeTreeData() {
    return this.#changed.event;
  }

  /** Nothing ticks behind a view that is closed. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.#tick();
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    if (node?.kind === 'attempt') return [];
    if (node) {
      const { attempts = [] } = this.#history.get(node.id)?.exchange ?? {};
      return attempts.map((_, index) => ({ kind: 'attempt', run: node, index }));
    }
    await this.#history.load();
    return this.#history.rows().map(({ exchange }) => this.#node(exchange.id));
  }

  getParent(node: HistoryNode): HistoryNode | undefined {
    return node.kind === 'attempt' ? node.run : undefined;
  }

  getTreeItem(node: HistoryNode): TreeItem {
    const run = node.kind === 'run' ? node : node.run;
    const exchange = this.#history.get(run.id)?.exchange;
    if (!exchange) return new TreeItem('');
    if (node.kind === 'run') return runItem(exchange);
    const attempt = exchange.attempts[node.index];
    return attempt ? attemptItem(exchange, attempt, node.index) : new TreeItem('');
  }

  #node(id: string): RunNode {
    const node = this.#nodes.get(id) ?? { kind: 'run', id };
    this.#nodes.set(id, node);
    return node;
  }

  #tick(): void {
    const waiting = this.#history.rows().filter(row => isWaiting(row.exchange));
    const needed = this.#visible && waiting.length > 0;
    if (!needed) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
      return;
    }
    this.#ticking ??= setInterval(() => {
      for (const { exchange } of this.#history.rows().filter(row => isWaiting(row.exchange))) {
        this.#changed.fire(this.#node(exchange.id));
      }
      this.#tick();
    }, 1_000);
  }

  dispose(): void {
    clearInterval(this.#ticking);
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

const isWaiting = ({ outcome }: Exchange) =>
  outcome.kind === 'waiting' || outcome.kind === 'scheduled';

function runItem(exchange: Exchange): TreeItem {
  const operation = findOperation(exchange.operationId);
  const name = operation?.summary ?? exchange.operationId;
  const many = exchange.attempts.length > 1 || !isSettled(exchange);
  const item = new TreeItem(name, TreeItemCollapsibleState[many ? 'Expanded' : 'Collapsed']);
  if (exchange.attempts.length === 0) item.collapsibleState = TreeItemCollapsibleState.None;
  // A changed id makes the view unfold it again when it gets its second attempt.
  item.id = `${exchange.id}${many ? '+' : ''}`;
  item.description = descriptionOf(exchange);
  item.iconPath = outcomeIcon(exchange.outcome);
  item.contextValue = contextOf(exchange);
  item.tooltip = `${exchange.method} ${exchange.url}\n${moment(exchange.startedAt)} · ${exchange.profile}`;
  item.command = {
    command: commands.showExchange,
    title: l10n.t('Show Run'),
    arguments: [exchange.id],
  };
  item.accessibilityInformation = { label: `${name}, ${descriptionOf(exchange)}` };
  return item;
}

function contextOf(exchange: Exchange): string {
  if (isWaiting(exchange)) return items.waitingRun;
  if (!isSettled(exchange)) return items.runningRun;
  return (exchange.diagnosis?.fixes ?? []).length > 0 ? items.fixableRun : items.settledRun;
}

function descriptionOf(exchange: Exchange): string {
  const {
    outcome,
    credits: { charged },
    startedAt,
    profile,
  } = exchange;
  const time = clock(startedAt);
  if (outcome.kind === 'waiting') {
    const left = Math.max(0, Date.parse(outcome.until) - Date.now());
    const next = l10n.t('attempt {0} of {1}', outcome.next, outcome.of);
    return `${l10n.t('waiting {0}', l10n.t('{0} s', Math.ceil(left / 1_000)))} · ${next}`;
  }
  const cost = charged === undefined ? [] : [credits(charged)];
  return [answerWords(exchange), ...cost, profile, time].join(' · ');
}

function attemptItem(exchange: Exchange, attempt: Attempt, index: number): TreeItem {
  const { status, error, durationMs, waitMs, waitReason: why } = attempt;
  const answer = status === undefined ? failureName(error ?? 'other') : statusLine(status);
  const item = new TreeItem(`${index + 1}  ${answer}`);
  item.id = `${exchange.id} ${index}`;
  const waited = waitMs !== undefined && why !== undefined ? ` · ${waitReason(why, waitMs)}` : '';
  item.description = duration(durationMs) + waited;
  const good = status !== undefined && status < 300 && error === undefined;
  item.iconPath = new ThemeIcon(
    good ? 'pass' : 'error',
    new ThemeColor(good ? 'testing.iconPassed' : 'testing.iconFailed'),
  );
  item.command = {
    command: commands.showExchange,
    title: l10n.t('Show Run'),
    arguments: [exchange.id],
  };
  return item;
}
