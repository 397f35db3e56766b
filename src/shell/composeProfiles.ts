import type { ExtensionContext } from 'vscode';
import { KnownKeys } from '../core/keys/knownKeys';
import { toldOnce } from '../core/common/toldOnce';
import { createKeptState } from './composeState';
import { createLog } from './common/log';
import { ProfileStore } from './profiles/profileStore';
import { Keys } from './profiles/keys';
import { Tell } from './common/tell';

/** Profiles and their keys, with all through which something is kept or told: no key gets past it. */
export function composeProfiles(context: ExtensionContext) {
  const known = new KnownKeys();
  const tell: Tell = new Tell(
    text => known.mask(text),
    () => keys.ready(),
  );
  const log = createLog(tell.mask);
  const failed = toldOnce(failure =>
    log.error(failure instanceof Error ? failure : String(failure)),
  );
  const { shared, ofWorkspace, settled, sweep } = createKeptState(context, known, failed);
  const profiles = new ProfileStore(shared, ofWorkspace);
  const keys: Keys = new Keys(context.secrets, shared, known, () => profiles.all());
  keys.onDidLearn(() => void sweep().catch(failed));
  const states = { globalState: shared, workspaceState: ofWorkspace, settled };
  /** Recognises keys, as soon as they have been read. */
  const finder = {
    spansIn: (...text: Parameters<KnownKeys['spansIn']>) => known.spansIn(...text),
    ready: () => keys.ready(),
    get isReady() {
      return keys.isReady;
    },
  };
  return { ...states, finder, tell, log, failed, profiles, keys, known };
}
