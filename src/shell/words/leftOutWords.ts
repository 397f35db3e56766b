import { l10n } from 'vscode';

/** Log line about rows of History that could not be read: damaged, or from a newer version of this extension. */
export const leftOutWords = (rows: number, folder: string): string =>
  rows === 1
    ? l10n.t(
        'One kept run could not be read and is not shown. It stays in {0}. If an update of this extension does not show it, remove its file.',
        folder,
      )
    : l10n.t(
        '{0} kept runs could not be read and are not shown. They stay in {1}. Those that an update of this extension does not show can be removed there.',
        rows,
        folder,
      );
