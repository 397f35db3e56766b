import { randomUUID } from 'node:crypto';
import { parseSession, type SessionKept } from '../../core/kept/keptValues';
import type { State } from '../../core/common/queuedState';

const entry = 'jobo.session';

/** The session of this window for its spending limit: it survives a reload, and ends when the editor restarts. */
export function spendingSession(
  state: State,
  now: number,
  failed: (failure: unknown) => void,
): { readonly id: string; readonly since: number } {
  const kept = parseSession(state.get(entry));
  // The parent process starts all extension hosts and lives as long as the editor.
  if (kept?.editor === process.ppid) return kept;
  const session: SessionKept = { id: randomUUID(), since: now, editor: process.ppid };
  state.update(entry, session).then(undefined, failed);
  return session;
}
