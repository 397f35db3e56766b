import {
  EventEmitter,
  l10n,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeDataProvider,
} from 'vscode';
import { catalog } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import { once } from '../../core/common/once';
import { isSettled, isUse, type Exchange } from '../../core/exchange';
import {
  operationItem,
  operationTooltip,
  priceWordsOf,
  type PriceWords,
  type RowPrice,
} from './operationItem';

interface TagNode {
  readonly kind: 'tag';
  readonly name: string;
}
interface OperationNode {
  readonly kind: 'operation';
  readonly operation: Operation;
}
export type OperationsNode = TagNode | OperationNode;

const tagNodes = once(
  () => new Map(catalog().tags.map(({ name }) => [name, { kind: 'tag', name } as const])),
);
const operationNodes = once(
  () =>
    new Map(
      catalog().operations.map(each => [each.id, { kind: 'operation', operation: each } as const]),
    ),
);

/** The catalog by tag. Each operation shows its price and its last answer in this window. */
export class OperationsTree implements TreeDataProvider<OperationsNode> {
  readonly #changed = new EventEmitter<OperationsNode | OperationsNode[] | undefined>();
  readonly #last = new Map<string, Exchange>();
  readonly #priceOf: (operation: Operation) => RowPrice;
  /** Prices on the rows drawn so far, by operation id. */
  readonly #drawn = new Map<string, PriceWords>();

  constructor(priceOf: (operation: Operation) => RowPrice) {
    this.#priceOf = priceOf;
  }

  get onDidChangeTreeData() {
    return this.#changed.event;
  }

  /** Shows the state of a run on the row of its operation. Key checks are no use of it and are left out. */
  onExchange(exchange: Exchange): void {
    if (!isUse(exchange)) return;
    const before = this.#last.get(exchange.operationId);
    // The row says only "waiting": a countdown would redraw the tree each second.
    if (before?.outcome.kind === exchange.outcome.kind && !isSettled(exchange)) return;
    this.#last.set(exchange.operationId, exchange);
    this.#changed.fire(operationNodes().get(exchange.operationId));
  }

  /** Call when drafts, prices or the profile changed: redraws the rows whose price text is another one now. */
  reprice(operationIds: Iterable<string> = this.#drawn.keys()): void {
    const changed = [...operationIds].flatMap(id => {
      const node = operationNodes().get(id);
      const drawn = this.#drawn.get(id);
      if (!node || !drawn) return [];
      const { short, full } = priceWordsOf(node.operation, this.#priceOf(node.operation));
      return short === drawn.short && full === drawn.full ? [] : [node];
    });
    if (changed.length > 0) this.#changed.fire(changed);
  }

  getChildren(node?: OperationsNode): OperationsNode[] {
    if (!node) return [...tagNodes().values()];
    if (node.kind === 'operation') return [];
    return [...operationNodes().values()].filter(({ operation }) => operation.tag === node.name);
  }

  getParent(node: OperationsNode): OperationsNode | undefined {
    return node.kind === 'operation' ? tagNodes().get(node.operation.tag) : undefined;
  }

  getTreeItem(node: OperationsNode): TreeItem {
    if (node.kind === 'tag') return tagItem(node);
    const { operation } = node;
    const price = priceWordsOf(operation, this.#priceOf(operation));
    this.#drawn.set(operation.id, price);
    return operationItem(operation, price, this.#last.get(operation.id));
  }

  /** Called for the row under the pointer. */
  resolveTreeItem(item: TreeItem, node: OperationsNode): TreeItem {
    if (node.kind === 'tag') return item;
    const { operation } = node;
    const price = priceWordsOf(operation, this.#priceOf(operation));
    item.tooltip = operationTooltip(operation, price, this.#last.get(operation.id));
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function tagItem({ name }: TagNode): TreeItem {
  const item = new TreeItem(name, TreeItemCollapsibleState.Expanded);
  item.id = `tag ${name}`;
  const all = catalog().operations.filter(({ tag }) => tag === name);
  item.tooltip = catalog().tags.find(tag => tag.name === name)?.description ?? name;
  if (all.every(({ state }) => state === 'unavailable')) {
    item.description = l10n.t('paused by the API');
    item.collapsibleState = TreeItemCollapsibleState.Collapsed;
  }
  return item;
}
