import { EventEmitter } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Operation } from '../../core/catalog/operation';
import type { KeyReader } from '../../core/keys/keyMark';
import { parseDraft } from '../../core/kept/keptValues';
import type { State } from '../../core/common/queuedState';
import type { Draft, FilePart } from '../../core/request/draft';
import { isSameDraft } from '../../core/request/sameDraft';
import { withKeysMarked } from '../../core/request/keyErrors';
import { startDraft } from '../../core/request/startDraft';

const entryOf = (operationId: string) => `jobo.draft ${operationId}`;

/** A change of an operation's draft. */
export interface DraftChange {
  readonly operationId: string;
  /** The draft before the change. */
  readonly before: Draft;
  /** Who made the change, and so need not be told of it. */
  readonly origin?: object | undefined;
}

/** The draft of each operation. Drafts survive a reload; chosen files are held in memory only. */
export class Drafts {
  readonly #state: State;
  readonly #keys: KeyReader;
  /** Drafts with a key in them, as typed. Only in memory, so that the person can still take the key out. */
  readonly #typed = new Map<string, { readonly draft: Draft; readonly kept: Draft }>();
  /** Drafts typed before the stored keys were read: until then nobody can tell whether they hold a key. */
  readonly #waiting = new Map<string, Draft>();
  readonly #files = new Map<string, Readonly<Record<string, FilePart>>>();
  readonly #changed = new EventEmitter<DraftChange>();

  /** @param keys recognises keys, which are masked in every kept draft */
  constructor(state: State, keys: KeyReader) {
    this.#state = state;
    this.#keys = keys;
  }

  /** Fires when {@link get} already returns the changed draft. */
  get onDidChange() {
    return this.#changed.event;
  }

  get(operation: Operation): Draft {
    const parsed = parseDraft(this.#state.get(entryOf(operation.id)), operation.id);
    // An earlier version may have kept a draft with a key in it.
    const kept = parsed ? withKeysMarked(parsed, this.#keys) : startDraft(operation);
    const typed = this.#typed.get(operation.id);
    const own = typed && isSameDraft(typed.kept, kept) ? typed.draft : kept;
    const draft = this.#waiting.get(operation.id) ?? own;
    const files = this.#files.get(operation.id);
    return files ? { ...draft, files } : draft;
  }

  async put({ files, ...kept }: Draft, origin?: object): Promise<void> {
    const before = this.get(known(kept.operationId));
    if (files) this.#files.set(kept.operationId, files);
    else this.#files.delete(kept.operationId);
    const change = { operationId: kept.operationId, before, origin };
    if (!this.#keys.isReady) await this.#wait(kept, change);
    else await this.#keep(kept, change);
  }

  async #wait(kept: Draft, change: DraftChange): Promise<void> {
    const { operationId } = kept;
    this.#waiting.set(operationId, kept);
    this.#changed.fire(change);
    await this.#keys.ready();
    // A newer draft has come, or the draft was reset.
    if (this.#waiting.get(operationId) !== kept) return;
    this.#waiting.delete(operationId);
    await this.#keep(kept, undefined);
  }

  #keep(kept: Draft, change: DraftChange | undefined): Promise<void> {
    const { operationId } = kept;
    this.#waiting.delete(operationId);
    const safe = withKeysMarked(kept, this.#keys);
    if (safe === kept) this.#typed.delete(operationId);
    else this.#typed.set(operationId, { draft: kept, kept: safe });
    return this.#write(operationId, safe, change);
  }

  async reset(operationId: string, origin?: object): Promise<Draft> {
    const operation = known(operationId);
    const before = this.get(operation);
    this.#files.delete(operationId);
    this.#typed.delete(operationId);
    this.#waiting.delete(operationId);
    await this.#write(operationId, undefined, { operationId, before, origin });
    return startDraft(operation);
  }

  async #write(
    operationId: string,
    kept: Draft | undefined,
    change: DraftChange | undefined,
  ): Promise<void> {
    const written = this.#state.update(entryOf(operationId), kept);
    if (change) this.#changed.fire(change);
    await written;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function known(operationId: string): Operation {
  const operation = findOperation(operationId);
  if (!operation) throw new Error(`There is no operation "${operationId}" in the catalog.`);
  return operation;
}
