import path from 'node:path';
import type { ExtensionContext } from 'vscode';
import type { KeyFinder } from '../core/keys/keyMark';
import { maskedState, withoutKeys } from '../core/keys/maskedState';
import { EntryFiles } from '../core/disk/entryFiles';
import { SharedState } from '../core/kept/sharedState';
import { QueuedState } from '../core/common/queuedState';

/**
 * The kept state of all windows and of this workspace. Reads nothing yet.
 * @param keys recognises keys, which are masked in every value before it is kept
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
  /**
   * Masks keys in values that earlier versions kept. Profiles stay as they are: their stored keys go by their names.
   */
  const sweep = async () => {
    // The files may hold newer values than the editor's state does.
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
