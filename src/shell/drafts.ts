import { findOperation } from '../core/catalog/catalog';
import type { Operation } from '../core/catalog/operation';
import type { State } from '../core/queuedState';
import type { Draft, FilePart } from '../core/request/draft';
import { exampleBody } from '../core/request/exampleBody';

const entryOf = (operationId: string) => `jobo.draft ${operationId}`;

/** What the person has written for each operation; survives a reload. Chosen files are held in memory only. */
export class Drafts {
  readonly #state: State;
  readonly #files = new Map<string, Readonly<Record<string, FilePart>>>();

  constructor(state: State) {
    this.#state = state;
  }

  get(operation: Operation): Draft {
    const kept = (this.#state.get(entryOf(operation.id)) as Draft | undefined) ?? seed(operation);
    const files = this.#files.get(operation.id);
    return files ? { ...kept, files } : kept;
  }

  async put({ files, ...kept }: Draft): Promise<void> {
    if (files) this.#files.set(kept.operationId, files);
    else this.#files.delete(kept.operationId);
    await this.#state.update(entryOf(kept.operationId), kept);
  }

  async reset(operationId: string): Promise<Draft> {
    this.#files.delete(operationId);
    await this.#state.update(entryOf(operationId), undefined);
    const operation = findOperation(operationId);
    if (!operation) throw new Error(`There is no operation "${operationId}" in the catalog.`);
    return seed(operation);
  }
}

function seed(operation: Operation): Draft {
  const body = exampleBody(operation);
  return {
    operationId: operation.id,
    path: {},
    query: {},
    headers: {},
    ...(body !== undefined && { body }),
  };
}
