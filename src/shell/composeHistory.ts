import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { ExtensionContext } from 'vscode';
import { History } from '../core/history/history';
import { Bodies } from '../core/run/answerBodies';
import { historyBounds } from './common/settings';
import type { ComposedProfiles } from './composeProfiles';
import { keylessStore } from './runs/keylessStore';
import { leftOutWords } from './words/leftOutWords';

/** History with the runs of all windows, and the bodies of answers. Reads nothing yet. */
export function composeHistory(context: ExtensionContext, base: ComposedProfiles) {
  const { failed, log } = base;
  const folder = path.join(context.globalStorageUri.fsPath, 'history');
  const window = { pid: process.pid, id: randomUUID() };
  const surroundings = { window, alive, now: Date.now };
  const history = new History({
    ...surroundings,
    store: keylessStore(folder, base),
    bounds: historyBounds,
    failed,
    leftOut: rows => log.warn(leftOutWords(rows, folder)),
  });
  const bodies = new Bodies(id => history.readBody(id));
  return { surroundings, history, bodies };
}

export type ComposedHistory = ReturnType<typeof composeHistory>;

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
