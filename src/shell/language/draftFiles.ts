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

/** Pause in typing, in ms, after which the document is saved; the draft gets every letter at once. */
const typingPause = 300;

const utf8 = { mark: '\u{feff}', encoder: new TextEncoder() };

interface Options {
  readonly drafts: Drafts;
  readonly keys: KeyFinder;
  readonly failed: (failure: unknown) => void;
}

/**
 * Presents the bodies of drafts to the editor as files, so that editor and panel edit the same draft. Each edit of the
 * document goes into the draft at once; changes in the panel come into the document. Nothing is on disk as a file: the
 * text is kept with the drafts.
 */
export class DraftFiles implements FileSystemProvider, Disposable {
  readonly #options: Options;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  /**
   * Modification times in ms that only go down, across sessions too. The editor does not save over a file that is newer
   * than what it read; here its text must always win.
   */
  readonly #times = new Map<string, number>();
  readonly #start = -Date.now();
  readonly #later = new Debounce();
  /** The last text that each document gave to its draft. */
  readonly #taken = new Map<string, string>();
  readonly #listening: readonly Disposable[];

  constructor(options: Options) {
    this.#options = options;
    this.#listening = [
      workspace.registerFileSystemProvider(draftScheme, this, { isCaseSensitive: true }),
      workspace.onDidChangeTextDocument(event => this.#typed(event)),
      workspace.onDidOpenTextDocument(document => this.#opened(document)),
      // The panel may have changed the draft while the document was unsaved.
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

  /** With a byte order mark, so that the editor reads UTF-8 whatever `files.encoding` says. */
  readFile(uri: Uri): Uint8Array {
    return utf8.encoder.encode(utf8.mark + this.#bodyOf(this.#operationAt(uri)));
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    const operation = this.#operationAt(uri);
    const text = openAt(uri)?.getText() ?? new TextDecoder().decode(content);
    // The draft has had this text already; writing it again would undo later changes in the panel.
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

  /** The event also comes without a text change, when the document becomes unsaved after its first letter. */
  #typed({ document, reason }: TextDocumentChangeEvent): void {
    const operation = operationAt(document.uri);
    // A document that was saved, or read again from the draft, has nothing newer than the draft.
    if (operation && (document.isDirty || reason !== undefined)) this.#take(operation, document);
  }

  /** The editor restored the document with text that was unsaved when the window closed. */
  #opened(document: TextDocument): void {
    const operation = operationAt(document.uri);
    if (operation && document.isDirty) this.#take(operation, document);
  }

  #take(operation: Operation, document: TextDocument): void {
    const text = document.getText();
    this.#taken.set(operation.id, text);
    this.#put(operation, text).catch(this.#options.failed);
    const save = () => void saveQuietly(document).then(undefined, this.#options.failed);
    // With a key in it, save at once: the editor backs up a document that stays unsaved.
    const pause = this.#options.keys.spansIn(text).length > 0 ? 0 : typingPause;
    this.#later.do(`save ${operation.id}`, pause, save);
  }

  /** Makes the editor read a draft again that was changed elsewhere. */
  #sync(operationId = ''): void {
    const uri = draftAddress(operationId);
    const operation = operationAt(uri);
    if (!operation) return;
    const document = openAt(uri);
    if (document && lines(document.getText()) === lines(this.#bodyOf(operation))) return;
    // The editor would not read an unsaved document again. Saving it leads back here.
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

/** Ignores the kind of line ends: the editor uses one kind for a whole document. */
const lines = (text: string): string => text.replaceAll('\r\n', '\n');
