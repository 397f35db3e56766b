import { folderStore } from '../core/history/folderStore';
import type { HistoryStore } from '../core/history/historyStore';
import type { composeProfiles } from './composeProfiles';

/** The folder of History, in which no key is written, and from which those go that earlier versions have left there. */
export function keylessStore(
  folder: string,
  { keys, tell }: Pick<ReturnType<typeof composeProfiles>, 'keys' | 'tell'>,
): HistoryStore {
  const store = folderStore(folder, tell.mask);
  return {
    ...store,
    async readAll() {
      await keys.ready();
      return store.readAll();
    },
  };
}
