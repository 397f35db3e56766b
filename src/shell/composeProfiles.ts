import type { ExtensionContext } from 'vscode';
import { KnownKeys } from '../core/keys/knownKeys';
import { maskedState } from '../core/keys/maskedState';
import { QueuedState } from '../core/queuedState';
import { createLog } from './log';
import { ProfileStore } from './profileStore';
import { Keys } from './secrets';
import { Tell } from './tell';

/** Profiles and their keys, with all through which something is kept or told: no key gets past it. */
export function composeProfiles(context: ExtensionContext) {
  const known = new KnownKeys();
  const global = new QueuedState(context.globalState);
  const workspace = new QueuedState(context.workspaceState);
  const globalState = maskedState(global, known);
  const workspaceState = maskedState(workspace, known);
  const tell = new Tell(text => known.mask(text));
  const log = createLog(tell.mask);
  const profiles = new ProfileStore(globalState, workspaceState);
  const keys = new Keys(context.secrets, globalState, known, () => profiles.all());
  /** Resolves when all that was to be kept is kept, or could not be. */
  const settled = () => Promise.all([global.settled(), workspace.settled()]);
  return { globalState, workspaceState, settled, tell, log, profiles, keys, known };
}
