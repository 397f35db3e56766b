import { folderStore } from '../../core/disk/folderStore';
import type { HistoryStore } from '../../core/history/historyStore';
import type { KnownKeys } from '../../core/keys/knownKeys';
import type { Tell } from '../common/tell';
import type { Keys } from '../profiles/keys';

export interface KeylessStoreParts {
  readonly keys: Pick<Keys, 'ready'>;
  readonly known: Pick<KnownKeys, 'maskBytes'>;
  readonly tell: Pick<Tell, 'mask'>;
}

/** History's folder without keys: rows are masked when written and cleaned when read, bodies are masked when read. */
export function keylessStore(
  folder: string,
  { keys, known, tell }: KeylessStoreParts,
): HistoryStore {
  const store = folderStore(folder, tell.mask);
  return {
    ...store,
    async readAll(early) {
      await keys.ready();
      return store.readAll(early);
    },
    async readBody(id) {
      await keys.ready();
      const bytes = await store.readBody(id);
      if (bytes) known.maskBytes(bytes);
      return bytes;
    },
  };
}
