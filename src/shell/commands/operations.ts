import { commands as editor, env, l10n, Uri, window, type Disposable } from 'vscode';
import { catalog, findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import { isUse, type Exchange } from '../../core/exchange';
import { parseTexts } from '../../core/kept/keptValues';
import { rebased } from '../../core/request/rebased';
import { commands } from '../../names';
import { askRequired } from '../requests/askRequired';
import { knownValues } from '../suggestions/knownValues';
import type { Parts } from '../parts';
import { priceTag } from '../words/priceWords';
import { Refusal, register } from '../common/command';

/** Opens and sends operations, from the tree, the palette and other extensions. */
export function registerOperations(parts: Parts, focused: () => unknown): Disposable[] {
  const { panels } = parts;
  return [
    register(parts, commands.openOperation, target => open(parts, operationOf(target))),
    register(parts, commands.openBeside, async target => {
      const row = await rowOf(parts, target);
      const { exchange, draft } = row ?? {};
      const operation = exchange ? findOperation(exchange.operationId) : operationOf(target);
      await panels.show(operation?.id, exchange, { beside: true, ...(draft && { draft }) });
    }),
    register(parts, commands.sendRequest, target => sendRequest(parts, target)),
    register(parts, commands.sendFocused, async () => {
      // Arrow keys move only the focus, but a view reports only its selection: select the focused row first.
      await editor.executeCommand('list.selectAndPreserveFocus');
      const node = focused();
      if (isOperationNode(node)) await sendRequest(parts, node);
    }),
    register(parts, commands.openDocs, target =>
      env.openExternal(Uri.parse(operationOf(target).docs)),
    ),
  ];
}

export const isOperationNode = (target: unknown): target is { readonly operation: unknown } =>
  typeof target === 'object' && target !== null && 'operation' in target;

/** The operation for an id or a row of the Operations view. Throws a {@link Refusal} for anything else. */
export function operationOf(target: unknown): Operation {
  const id = isOperationNode(target)
    ? (target.operation as { readonly id?: unknown } | null | undefined)?.id
    : target;
  const operation = typeof id === 'string' ? findOperation(id) : undefined;
  if (!operation) {
    throw new Refusal(
      l10n.t(
        'There is no operation "{0}" in the catalog. Choose one in the Operations view.',
        // A longer text must not be shortened: it may hold a key, and half a key would not be masked.
        typeof id !== 'string' ? typeof id : id.length > 80 ? '…' : id,
      ),
    );
  }
  return operation;
}

async function rowOf({ history }: Parts, target: unknown) {
  const { id } = (target ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' ? history.find(id) : undefined;
}

/** Shows an operation with its draft, and with a run: the one on screen if it is of this operation, else the latest. */
async function open({ panels, history }: Parts, operation: Operation): Promise<void> {
  const isOfIt = (run: Exchange) => run.operationId === operation.id && isUse(run);
  const { shown } = panels;
  const latest = history.rows().find(({ exchange }) => isOfIt(exchange));
  await panels.show(operation.id, shown && isOfIt(shown) ? shown : latest?.exchange);
}

async function sendRequest(parts: Parts, target: unknown): Promise<void> {
  const { drafts, sendAndShow, panels, failed } = parts;
  const asked = target === undefined;
  const operation = asked
    ? await pickOperation(parts, l10n.t('Send a request with {0}', parts.profiles.active.name))
    : operationOf(target);
  if (!operation) return;
  const known = knownValues(parts, operation);
  const before = drafts.get(operation);
  const answered = await askRequired(before, operation, known, { all: asked });
  if (!answered) return;
  // The draft may have been edited in the panel while the inputs were open.
  const draft = rebased(answered, before, drafts.get(operation));
  const others = lately(parts).filter(id => id !== operation.id);
  // The request does not wait for the disk.
  drafts.put(draft).catch(failed);
  parts.state.update(lastOperations, [operation.id, ...others]).then(undefined, failed);
  await sendAndShow.send(draft, panels.main);
}

const lastOperations = 'jobo.lastOperations';
const lately = ({ state }: Parts): readonly string[] =>
  parseTexts(state.get(lastOperations)).slice(0, 5);

/** Asks for an operation, searchable by method, summary, path and tag. Those sent lately come first. */
export async function pickOperation(
  parts: Parts,
  title: string,
  isWanted: (operation: Operation) => boolean = () => true,
): Promise<Operation | undefined> {
  const recent = lately(parts);
  const rank = ({ id }: Operation) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  const choices = catalog()
    .operations.filter(isWanted)
    .sort((a, b) => rank(a) - rank(b))
    .map(operation => ({
      label: `${operation.method} ${operation.summary}`,
      description: operation.path,
      detail: `${operation.tag} · ${priceTag(operation)}`,
      operation,
    }));
  const picked = await window.showQuickPick(choices, {
    title,
    placeHolder: l10n.t('Search by name, path or group'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.operation;
}
