import { randomUUID } from 'node:crypto';
import { parseSession, type SessionKept } from '../../core/kept/keptValues';
import type { State } from '../../core/common/queuedState';

const entry = 'jobo.session';

/** Of this window: the same one after a reload, another one after the editor was started anew. */
export function spendingSession(
  state: State,
  now: number,
  failed: (failure: unknown) => void,
): { readonly id: string; readonly since: number } {
  const kept = parseSession(state.get(entry));
  // The process that starts extension hosts lives as long as the editor does.
  if (kept?.editor === process.ppid) return kept;
  const session: SessionKept = { id: randomUUID(), since: now, editor: process.ppid };
  state.update(entry, session).then(undefined, failed);
  return session;
}
