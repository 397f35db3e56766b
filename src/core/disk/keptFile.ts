import { readFileWithin } from './readFileWithin';
import { replaceFile } from './replaceFile';
import type { KeptStore } from '../vocabulary/kept';

/** Far above what we ever write; a larger file is not ours. */
const mostBytes = 4 * 1024 * 1024;

/** One small file, replaced by a rename. Windows that share it lose at most what another window has fetched. */
export const keptFile = (file: string): KeptStore => ({
  read: () =>
    readFileWithin(file, mostBytes).then(
      ({ bytes }) => bytes.toString('utf8'),
      () => '',
    ),
  write: text => replaceFile(file, text),
});
