import { randomUUID } from 'node:crypto';
import type { Memento } from 'vscode';

const entry = 'jobo.session';

interface Kept {
  readonly id: string;
  readonly since: number;
  readonly editor: number;
}

/** Of this window: the same one after a reload, another one after the editor was started anew. */
export function windowSession(
  state: Memento,
  now: number,
): { readonly id: string; readonly since: number } {
  const kept = state.get<Kept>(entry);
  // The process that starts extension hosts lives as long as the editor does.
  if (kept?.editor === process.ppid) return kept;
  const session: Kept = { id: randomUUID(), since: now, editor: process.ppid };
  void state.update(entry, session);
  return session;
}
