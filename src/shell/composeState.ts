import path from 'node:path';
import { window, type ExtensionContext } from 'vscode';
import type { Disposable } from '../core/common/event';
import type { KeyFinder } from '../core/keys/keyMark';
import { maskedState, withoutKeys } from '../core/keys/maskedState';
import { EntryFiles } from '../core/disk/entryFiles';
import { SharedState } from '../core/kept/sharedState';
import { QueuedState } from '../core/common/queuedState';
import type { Balances } from './credits/balances';
import type { ProfileStore } from './profiles/profileStore';
import type { Keys } from './profiles/keys';

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
  const shared = new SharedState({
    editor: maskedState(editor, keys),
    files,
    safe: value => withoutKeys(value, keys),
    now: Date.now,
    failed,
  });
  const workspace = new QueuedState(context.workspaceState);
  const ofWorkspace = maskedState(workspace, keys);
  const settled = async () => {
    await shared.settled();
    await Promise.all([editor.settled(), workspace.settled()]);
  };
  /** Takes away what earlier versions have kept with a key in it. A profile stays: its key lies under its name. */
  const sweep = async () => {
    // What the editor has may be older than what lies in the files.
    await shared.refresh();
    if (!shared.isRead) return;
    for (const key of context.globalState.keys()) {
      const value = shared.get(key);
      const safe = key === 'jobo.profiles' ? value : withoutKeys(value, keys);
      if (safe !== value) await shared.update(key, safe).catch(failed);
    }
  };
  return { shared, ofWorkspace, settled, sweep };
}

/** Reads what other windows have kept, and once more as soon as this one is worked in again. */
export function followOthers(
  state: SharedState,
  told: {
    readonly profiles: ProfileStore;
    readonly keys: Pick<Keys, 'learnAgain'>;
    readonly balances: Balances;
    readonly repriced: () => void;
  },
): readonly Disposable[] {
  void state.refresh();
  return [
    window.onDidChangeWindowState(({ focused }) => focused && void state.refresh()),
    state.onDidRead(keys => {
      if (keys.has('jobo.profiles')) {
        told.profiles.changedElsewhere();
        told.keys.learnAgain();
      }
      if (keys.has('jobo.balances')) told.balances.changedElsewhere();
      if (keys.has('jobo.prices')) told.repriced();
    }),
  ];
}
