import { l10n } from 'vscode';
import type { LeftOut } from '../../core/snippets/pasted';
import { wordsBy, type RowsBy } from './rowsBy';

/** Names something in a curl line that the request leaves out; a part of a sentence. */
export const pasteLeftOutWords = (left: LeftOut): string => wordsBy(rows, 'code', left);

const rows: RowsBy<'code', LeftOut> = {
  option: ({ name }) => l10n.t('the option {0}', name),
  header: ({ name }) => l10n.t('the header {0}', name),
  field: ({ name }) => l10n.t('the form field {0}', name),
  repeated: ({ name }) => l10n.t('all but the last {0}', name),
  login: () => l10n.t('the login'),
  cookies: () => l10n.t('cookies'),
  insecure: () => l10n.t('--insecure (certificates are always verified)'),
  body: () => l10n.t('the body, which this operation does not take'),
  dataFile: () => l10n.t('the body, which is in a file (paste its text into the form)'),
  dataPipe: () => l10n.t('the body, which another command writes (paste its text into the form)'),
  configFile: () => l10n.t('the options of --config, which are in a file'),
  headerText: () => l10n.t('a header without a colon'),
  headerFile: () => l10n.t('the headers that are in a file'),
  moreAddresses: () => l10n.t('all but the first address'),
  moreRequests: () => l10n.t('all behind --next, which is another request'),
  moreCommands: () => l10n.t('all but the first curl command'),
  brokenEscape: ({ name }) =>
    l10n.t('the meaning of a percent sign in {0} (it begins no escape, so it is text)', name),
  addressVariable: ({ name }) => l10n.t("the value of {0} (taken for the API's address)", name),
  file: ({ name }) => l10n.t('the file for {0} (choose it in the form)', name),
  strayKey: () => l10n.t('a key outside its header'),
};
