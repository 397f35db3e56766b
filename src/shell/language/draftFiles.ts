import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FileType,
  TabInputText,
  window,
  workspace,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
  type TextDocument,
  type TextDocumentChangeEvent,
  type Uri,
} from 'vscode';
import type { Operation } from '../../core/catalog/operation';
import type { KeyFinder } from '../../core/keys/keyMark';
import { draftScheme } from '../../names';
import type { Drafts } from '../requests/drafts';
import { Debounce } from '../common/debounce';
import { draftAddress, operationAt } from './draftAddress';
import { isUnsaved, saveQuietly } from './saveQuietly';

/** Pause in the typing after which the document counts as saved; its draft has every letter at once. */
const typingPause = 300;

const utf8 = { mark: '\u{feff}', encoder: new TextEncoder() };

interface Options {
  readonly drafts: Drafts;
  readonly keys: KeyFinder;
  readonly failed: (failure: unknown) => void;
}

/**
 * The bodies of drafts as files: one draft, in the editor and in the panel. What is typed goes into the draft letter by
 * letter; what the panel changes comes into the document. None has a file of its own: the editor's storage of the drafts
 * has the text.
 */
export class DraftFiles implements FileSystemProvider, Disposable {
  readonly #options: Options;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  /**
   * Times of change, in milliseconds, that run backwards, also from one session to the next: over a file with a newer
   * time than it has read the editor saves nothing, and here the last word counts.
   */
  readonly #times = new Map<string, number>();
  readonly #start = -Date.now();
  readonly #later = new Debounce();
  /** What each document has given to its draft last. */
  readonly #taken = new Map<string, string>();
  readonly #listening: readonly Disposable[];

  constructor(options: Options) {
    this.#options = options;
    this.#listening = [
      workspace.registerFileSystemProvider(draftScheme, this, { isCaseSensitive: true }),
      workspace.onDidChangeTextDocument(event => this.#typed(event)),
      workspace.onDidOpenTextDocument(document => this.#opened(document)),
      // The draft may have been changed in the panel while the document was not saved.
      workspace.onDidSaveTextDocument(({ uri }) => this.#sync(operationAt(uri)?.id)),
      window.tabGroups.onDidChangeTabs(({ changed }) => {
        for (const { input } of changed)
          if (input instanceof TabInputText) this.#sync(operationAt(input.uri)?.id);
      }),
      options.drafts.onDidChange(({ operationId }) => this.#sync(operationId)),
    ];
  }

  get onDidChangeFile() {
    return this.#changed.event;
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  stat(uri: Uri): FileStat {
    const mtime = this.#timeOf(uri);
    if (operationAt(uri))
      return { type: FileType.File, ctime: 0, mtime, size: this.readFile(uri).length };
    const isFolder = uri.path === '/' || operationAt(draftAddress(uri.path.slice(1)));
    if (!isFolder) throw FileSystemError.FileNotFound(uri);
    return { type: FileType.Directory, ctime: 0, mtime, size: 0 };
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  /** With a mark that says UTF-8: a person's `files.encoding` says what files on disk are in. */
  readFile(uri: Uri): Uint8Array {
    return utf8.encoder.encode(utf8.mark + this.#bodyOf(this.#operationAt(uri)));
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    const operation = this.#operationAt(uri);
    const text = openAt(uri)?.getText() ?? new TextDecoder().decode(content);
    // What the draft has had letter by letter must not undo what the panel has made of it since.
    if (text !== this.#taken.get(operation.id)) await this.#put(operation, text);
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    for (const listener of this.#listening) listener.dispose();
    this.#later.dispose();
    this.#changed.dispose();
  }

  #operationAt(uri: Uri): Operation {
    const operation = operationAt(uri);
    if (!operation) throw FileSystemError.FileNotFound(uri);
    return operation;
  }

  #bodyOf(operation: Operation): string {
    return this.#options.drafts.get(operation).body ?? '';
  }

  async #put(operation: Operation, text: string): Promise<void> {
    const { drafts } = this.#options;
    const before = drafts.get(operation);
    if ((before.body ?? '') !== text) await drafts.put({ ...before, body: text });
  }

  /** Also where only the sign of being unsaved has come, which follows on the first letter. */
  #typed({ document, reason }: TextDocumentChangeEvent): void {
    const operation = operationAt(document.uri);
    // Read anew from the draft, or saved: what is there is not newer than the draft.
    if (operation && (document.isDirty || reason !== undefined)) this.#take(operation, document);
  }

  /** With what was not saved before the window closed. */
  #opened(document: TextDocument): void {
    const operation = operationAt(document.uri);
    if (operation && document.isDirty) this.#take(operation, document);
  }

  #take(operation: Operation, document: TextDocument): void {
    const text = document.getText();
    this.#taken.set(operation.id, text);
    this.#put(operation, text).catch(this.#options.failed);
    const save = () => void saveQuietly(document).then(undefined, this.#options.failed);
    // The editor keeps copies of documents that are not saved for long.
    const pause = this.#options.keys.spansIn(text).length > 0 ? 0 : typingPause;
    this.#later.do(`save ${operation.id}`, pause, save);
  }

  /** Tells the editor to read a draft anew that something else has changed. */
  #sync(operationId = ''): void {
    const uri = draftAddress(operationId);
    const operation = operationAt(uri);
    if (!operation) return;
    const document = openAt(uri);
    if (document && lines(document.getText()) === lines(this.#bodyOf(operation))) return;
    // Once it is saved, which comes back here: until then the editor would not read it.
    if (document && isUnsaved(document)) return;
    this.#times.set(uri.path, Math.min(-Date.now(), this.#timeOf(uri) - 1));
    this.#changed.fire([{ type: FileChangeType.Changed, uri }]);
  }

  #timeOf({ path }: Uri): number {
    return this.#times.get(path) ?? this.#start;
  }
}

const openAt = (uri: Uri): TextDocument | undefined =>
  workspace.textDocuments.find(document => document.uri.toString() === uri.toString());

/** The editor has one kind of line ends in a document. */
const lines = (text: string): string => text.replaceAll('\r\n', '\n');
