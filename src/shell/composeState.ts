import path from 'node:path';
import type { ExtensionContext } from 'vscode';
import type { KeyFinder } from '../core/keys/keyMark';
import { maskedState, withoutKeys } from '../core/keys/maskedState';
import { EntryFiles } from '../core/disk/entryFiles';
import { SharedState } from '../core/kept/sharedState';
import { QueuedState } from '../core/common/queuedState';

/**
 * What is kept for all windows and for this one. Nothing is read by that.
 * @param keys are kept in none of it, whatever it is given
 */
export function createKeptState(
  context: ExtensionContext,
  keys: KeyFinder,
  failed: (failure: unknown) => void,
) {
  const editor = new QueuedState(context.globalState);
  const files = new EntryFiles(path.join(context.globalStorageUri.fsPath, 'kept'));
  const globalState = new SharedState({
    editor: maskedState(editor, keys),
    files,
    safe: value => withoutKeys(value, keys),
    now: Date.now,
    failed,
  });
  const workspace = new QueuedState(context.workspaceState);
  const workspaceState = maskedState(workspace, keys);
  const settled = async () => {
    await globalState.settled();
    await Promise.all([editor.settled(), workspace.settled()]);
  };
  /** Takes away what earlier versions have kept with a key in it. A profile stays: its key lies under its name. */
  const sweep = async () => {
    // What the editor has may be older than what lies in the files.
    await globalState.refresh();
    if (!globalState.isRead) return;
    for (const key of context.globalState.keys()) {
      const value = globalState.get(key);
      const safe = key === 'jobo.profiles' ? value : withoutKeys(value, keys);
      if (safe !== value) await globalState.update(key, safe).catch(failed);
    }
  };
  return { globalState, workspaceState, settled, sweep };
}
