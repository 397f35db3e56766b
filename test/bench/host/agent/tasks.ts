import type { CommonTasks } from '../../../support/agent/messages';

/** Who sends in the extension host. `node`: Node's own fetch; `editor`: the one that the editor puts in its place. */
export type Sender = 'ours' | 'node' | 'editor';

/** What the bench asks of the extension beside ours. */
export interface Tasks extends CommonTasks {
  /** Some requests one after the other; each until its answer is a value. */
  send: {
    readonly params: { readonly sender: Sender; readonly origin: string; readonly times: number };
    /** The median, in ms. */
    readonly result: number;
  };
  /** Makes ours active, so that no figure holds that. */
  activate: { readonly params: Nothing; readonly result: unknown };
  /** Where the bare ways send to. */
  aim: { readonly params: { readonly origin: string }; readonly result: unknown };
  openPanel: { readonly params: Nothing; readonly result: unknown };
  /** Resolves with the time when the command was called. */
  callAt: { readonly params: { readonly name: string }; readonly result: number };
  /** Reads one answer whole with Node's fetch, and parses it. */
  read: { readonly params: { readonly origin: string }; readonly result: unknown };
  /** Resolves when the extension host has nothing more to do. */
  rest: { readonly params: Nothing; readonly result: unknown };
  watch: { readonly params: Nothing; readonly result: unknown };
  /** What was seen since `watch`. */
  seen: { readonly params: Nothing; readonly result: Seen };
}

type Nothing = Readonly<Record<string, never>>;

export interface Seen {
  /** The longest time (ms) for which the event loop of the extension host stood still. */
  readonly longestBlock: number;
  /** MB of the heap at its highest, more than before, with what the collector had not taken yet. */
  readonly heapPeak: number;
  /** MB of the heap that stay, more than before. */
  readonly heapKept: number;
  /** MB of the whole process at its largest, more than before. */
  readonly residentPeak: number;
}
