import { randomUUID } from 'node:crypto';
import type { State } from '../core/queuedState';

const entry = 'jobo.session';

interface Kept {
  readonly id: string;
  readonly since: number;
  readonly editor: number;
}

/** Of this window: the same one after a reload, another one after the editor was started anew. */
export function windowSession(
  state: State,
  now: number,
): { readonly id: string; readonly since: number } {
  const kept = state.get(entry) as Kept | undefined;
  // The process that starts extension hosts lives as long as the editor does.
  if (kept?.editor === process.ppid) return kept;
  const session: Kept = { id: randomUUID(), since: now, editor: process.ppid };
  void state.update(entry, session);
  return session;
}
