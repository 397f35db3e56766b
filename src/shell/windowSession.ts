import { randomUUID } from 'node:crypto';
import { parseSession, type SessionKept } from '../core/kept/keptValues';
import type { State } from '../core/queuedState';

const entry = 'jobo.session';

/** Of this window: the same one after a reload, another one after the editor was started anew. */
export function windowSession(
  state: State,
  now: number,
): { readonly id: string; readonly since: number } {
  const kept = parseSession(state.get(entry));
  // The process that starts extension hosts lives as long as the editor does.
  if (kept?.editor === process.ppid) return kept;
  const session: SessionKept = { id: randomUUID(), since: now, editor: process.ppid };
  void state.update(entry, session);
  return session;
}
