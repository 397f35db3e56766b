import {
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeDataProvider,
} from 'vscode';
import { catalog } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import { isSettled, type Exchange, type Outcome } from '../../core/exchange';
import { isKeyProbe } from '../../core/keyProbe';
import { commands, items } from '../../names';
import { outcomeWords } from '../words/outcomeWords';
import { priceInWords, priceTag } from '../words/priceWords';

export interface TagNode {
  readonly kind: 'tag';
  readonly name: string;
}
export interface OperationNode {
  readonly kind: 'operation';
  readonly operation: Operation;
}
export type OperationsNode = TagNode | OperationNode;

const tagNodes = new Map(catalog.tags.map(({ name }) => [name, { kind: 'tag', name } as const]));
const operationNodes = new Map(
  catalog.operations.map(operation => [operation.id, { kind: 'operation', operation } as const]),
);

/** The catalog by tag, with price and the last answer of this window. */
export class OperationsTree implements TreeDataProvider<OperationsNode> {
  readonly #changed = new EventEmitter<OperationsNode | undefined>();
  readonly #last = new Map<string, Outcome>();

  get onDidChangeTreeData() {
    return this.#changed.event;
  }

  /** Takes a run's state into its operation's row. */
  take(exchange: Exchange): void {
    if (isKeyProbe(exchange)) return;
    const before = this.#last.get(exchange.operationId);
    // The row says "waiting", not for how long: a countdown here would redraw the tree each second.
    if (before?.kind === exchange.outcome.kind && !isSettled(exchange)) return;
    this.#last.set(exchange.operationId, exchange.outcome);
    this.#changed.fire(operationNodes.get(exchange.operationId));
  }

  getChildren(node?: OperationsNode): OperationsNode[] {
    if (!node) return [...tagNodes.values()];
    if (node.kind === 'operation') return [];
    return [...operationNodes.values()].filter(({ operation }) => operation.tag === node.name);
  }

  getParent(node: OperationsNode): OperationsNode | undefined {
    return node.kind === 'operation' ? tagNodes.get(node.operation.tag) : undefined;
  }

  getTreeItem(node: OperationsNode): TreeItem {
    return node.kind === 'tag'
      ? tagItem(node)
      : operationItem(node, this.#last.get(node.operation.id));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function tagItem({ name }: TagNode): TreeItem {
  const item = new TreeItem(name, TreeItemCollapsibleState.Expanded);
  item.id = `tag ${name}`;
  const all = catalog.operations.filter(({ tag }) => tag === name);
  item.tooltip = catalog.tags.find(tag => tag.name === name)?.description ?? name;
  if (all.every(({ state }) => state === 'unavailable')) {
    item.description = l10n.t('paused by the API');
    item.collapsibleState = TreeItemCollapsibleState.Collapsed;
  }
  return item;
}

function operationItem(node: OperationNode, last: Outcome | undefined): TreeItem {
  const { operation } = node;
  const label = `${operation.method} ${operation.summary}`;
  const item = new TreeItem(label, TreeItemCollapsibleState.None);
  item.id = operation.id;
  const status = last && shortOutcome(last, operation.id);
  item.description = [priceTag(operation), ...(status === undefined ? [] : [status])].join(' · ');
  item.iconPath = iconOf(last, operation);
  item.contextValue = items.operation;
  item.tooltip = tooltipOf(operation, last);
  item.command = {
    command: commands.openOperation,
    title: l10n.t('Open Operation'),
    arguments: [operation.id],
  };
  const spoken = last
    ? l10n.t('last answer {0}', outcomeWords({ outcome: last, operationId: operation.id }))
    : l10n.t('not sent yet');
  const price = operation.state === 'unavailable' ? priceTag(operation) : priceInWords(operation);
  item.accessibilityInformation = { label: `${label}, ${price}, ${spoken}` };
  return item;
}

const shortOutcome = (outcome: Outcome, operationId: string): string =>
  outcome.kind === 'answered' && outcome.damaged === undefined
    ? String(outcome.status)
    : outcome.kind === 'waiting' || outcome.kind === 'scheduled'
      ? l10n.t('waiting')
      : outcomeWords({ outcome, operationId });

/** The outcome as a codicon, by shape as well as by colour. */
export function outcomeIcon(outcome: Outcome): ThemeIcon {
  switch (outcome.kind) {
    case 'running':
      return new ThemeIcon('sync~spin');
    case 'waiting':
    case 'scheduled':
      return new ThemeIcon('watch', new ThemeColor('charts.yellow'));
    case 'answered':
      return outcome.status < 300 && outcome.damaged === undefined
        ? new ThemeIcon('pass', new ThemeColor('testing.iconPassed'))
        : new ThemeIcon('error', new ThemeColor('testing.iconFailed'));
    case 'unreachable':
    case 'timedOut':
      return new ThemeIcon('debug-disconnect', new ThemeColor('testing.iconFailed'));
    case 'cancelled':
      return new ThemeIcon('circle-slash');
    case 'refused':
      return new ThemeIcon('stop');
    case 'interrupted':
      return new ThemeIcon('question', new ThemeColor('charts.yellow'));
  }
}

function iconOf(last: Outcome | undefined, operation: Operation): ThemeIcon {
  if (last) return outcomeIcon(last);
  return new ThemeIcon(operation.state === 'unavailable' ? 'debug-pause' : 'circle-outline');
}

function tooltipOf(operation: Operation, last: Outcome | undefined): MarkdownString {
  const text = new MarkdownString(undefined, true);
  text.appendCodeblock(`${operation.method} ${operation.path}`, 'http');
  text.appendMarkdown(`${escape(operation.description)}\n\n`);
  const required = operation.parameters.filter(p => p.required).map(p => `\`${p.name}\``);
  if (required.length > 0) text.appendMarkdown(`${l10n.t('Required')}: ${required.join(', ')}\n\n`);
  text.appendMarkdown(
    `${l10n.t('Price')}: ${priceInWords(operation)}. ${escape(operation.price.notes)}\n\n`,
  );
  if (last)
    text.appendMarkdown(
      `${l10n.t('Last answer in this window')}: ${escape(outcomeWords({ outcome: last, operationId: operation.id }))}\n\n`,
    );
  text.appendMarkdown(`[${l10n.t('Documentation')}](${operation.docs})`);
  return text;
}

const escape = (text: string) => text.replace(/[\\`*_{}[\]()#+.!|<>~-]/g, '\\$&');
