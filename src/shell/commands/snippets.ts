import { l10n, type Disposable } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import type { Draft } from '../../core/request/draft';
import { snippetFormats, type SnippetFormat } from '../../core/snippets/snippetRequest';
import { commands } from '../../names';
import { askRequired } from '../requests/askRequired';
import { copyAs, originFor } from '../requests/copyAs';
import { knownValues } from '../suggestions/knownValues';
import type { Parts } from '../parts';
import { Refusal, register } from '../common/command';
import { refuseCut } from '../requests/refuseCut';
import { isOperationNode, operationOf, pickOperation } from './operations';
import { rowOf } from './runs';

/** Copies requests as text for other tools. */
export function registerSnippets(parts: Parts): Disposable[] {
  return [
    register(parts, commands.copyRequest, (target, format) =>
      copyRequest(parts, target, formatOf(format)),
    ),
  ];
}

/** Undefined for anything but a format: menus pass the selection as the second argument. */
const formatOf = (given: unknown): SnippetFormat | undefined =>
  snippetFormats.find(format => format === given);

async function copyRequest(parts: Parts, target: unknown, format?: SnippetFormat): Promise<void> {
  const asked = await requestOf(parts, target);
  if (asked) await copyAs(asked.draft, asked.origin, parts, format);
}

interface RequestToCopy {
  readonly draft: Draft;
  readonly origin: () => Promise<string>;
}

/**
 * The request of an operation or a run, by id or row. Without a target: the panel's request, else one that is picked.
 */
async function requestOf(parts: Parts, target: unknown): Promise<RequestToCopy | undefined> {
  const { panels, profiles, sandbox } = parts;
  const origin = () => originFor(profiles.active, sandbox);
  if (target === undefined) {
    const { shownDraft } = panels;
    if (shownDraft) return { draft: shownDraft, origin };
    const picked = await pickOperation(parts, l10n.t('Copy which request?'));
    return picked && (await complete(parts, picked, origin));
  }
  const isOperation = typeof target === 'string' && findOperation(target) !== undefined;
  if (isOperation || isOperationNode(target)) return complete(parts, operationOf(target), origin);
  return ofRun(parts, target);
}

async function complete(
  parts: Parts,
  operation: Operation,
  origin: RequestToCopy['origin'],
): Promise<RequestToCopy | undefined> {
  const start = parts.drafts.get(operation);
  const draft = await askRequired(start, operation, knownValues(parts, operation), { all: false });
  return draft && { draft, origin };
}

/**
 * The request of a run, with the address it was sent to. For the sandbox, the current one: it has a new port each time.
 */
async function ofRun(parts: Parts, target: unknown): Promise<RequestToCopy> {
  const row = await rowOf(parts, target);
  refuseCut(row);
  const { exchange, draft, hadFiles } = row;
  const operation = findOperation(exchange.operationId);
  const files = hadFiles && operation ? parts.drafts.get(operation).files : undefined;
  if (hadFiles && !files) {
    throw new Refusal(l10n.t('Files are not kept in History. Choose the file again, then copy.'));
  }
  const profile = parts.profiles.find(exchange.profile);
  const isSandbox = profile?.kind === 'sandbox';
  return {
    draft: files ? { ...draft, files } : draft,
    origin: isSandbox
      ? () => originFor(profile, parts.sandbox)
      : () => Promise.resolve(new URL(exchange.url).origin),
  };
}
