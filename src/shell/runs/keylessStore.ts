import { folderStore } from '../../core/disk/folderStore';
import type { HistoryStore } from '../../core/history/historyStore';
import type { composeProfiles } from '../composeProfiles';

/** The folder of History, in which no key is written, and from which those go that earlier versions have left there. */
export function keylessStore(
  folder: string,
  { keys, known, tell }: Pick<ReturnType<typeof composeProfiles>, 'keys' | 'known' | 'tell'>,
): HistoryStore {
  const store = folderStore(folder, tell.mask);
  return {
    ...store,
    async readAll() {
      await keys.ready();
      return store.readAll();
    },
    async readBody(id) {
      await keys.ready();
      const bytes = await store.readBody(id);
      if (bytes) known.maskBytes(bytes);
      return bytes;
    },
  };
}
