import path from 'node:path';
import type { ExtensionContext } from 'vscode';
import { toldOnce } from '../core/common/toldOnce';
import { stampFile } from '../core/disk/stampFile';
import { KnownKeys } from '../core/keys/knownKeys';
import { createLog } from './common/log';
import { Tell } from './common/tell';
import { createKeptState } from './composeState';
import { ActiveKey } from './profiles/activeKey';
import { Keys } from './profiles/keys';
import { loadSandbox } from './profiles/loadSandbox';
import { LostKeys } from './profiles/lostKeys';
import { ProfileStore } from './profiles/profileStore';
import { SandboxHost } from './profiles/sandboxHost';
import { profileForKey } from './profiles/storeKey';

/**
 * Profiles and their keys, with everything that keeps or shows text: kept state, log and messages, all without keys.
 */
export function composeProfiles(context: ExtensionContext) {
  const known = new KnownKeys();
  const mask = (text: string) => known.mask(text);
  const log = createLog(mask);
  const failed = toldOnce(failure =>
    log.error(failure instanceof Error ? failure : String(failure)),
  );
  const state = createKeptState(context, known, failed);
  const profiles = new ProfileStore(state.globalState, state.workspaceState);
  const stamp = stampFile(path.join(context.globalStorageUri.fsPath, 'keys.changed'));
  const all = () => profiles.all();
  const keys = new Keys(context.secrets, state.globalState, known, all, stamp, failed);
  const tell = new Tell(mask, () => keys.ready());
  const sandbox = new SandboxHost(loadSandbox, state.globalState, log);
  const activeKey = new ActiveKey(profiles, keys, sandbox);
  const lostKeys = new LostKeys(profiles, keys, tell, failed);
  /** Recognises keys; stored ones only once `ready` has resolved. */
  const finder = {
    spansIn: (...text: Parameters<KnownKeys['spansIn']>) => known.spansIn(...text),
    ready: () => keys.ready(),
    get isReady() {
      return keys.isReady;
    },
  };
  const keyPlace = () => ({ keys: known, storeFor: profileForKey(profiles)?.name });
  const services = { profiles, keys, sandbox, activeKey, lostKeys };
  return { ...state, ...services, known, finder, keyPlace, tell, log, failed };
}

export type ComposedProfiles = ReturnType<typeof composeProfiles>;
