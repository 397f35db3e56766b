import { l10n } from 'vscode';
import type { BodyBadge } from '../../core/body/badge';
import { plainNumber, size } from './figures';
import { wordsBy, type RowsBy } from './rowsBy';

/** A sentence for one oddity of a body. */
export const badgeWords = (badge: BodyBadge): string => wordsBy(rows, 'code', badge);

const rows: RowsBy<'code', BodyBadge> = {
  incomplete: ({ bytes }) =>
    l10n.t('Incomplete: broke off after {0}; what came is shown.', size(bytes)),
  partShown: ({ held, bytes }) =>
    l10n.t('Showing the first {0} of {1}; Save writes all of it.', size(held), size(bytes)),
  unknownCoding: ({ coding }) =>
    l10n.t(
      'Encoded as "{0}", says the server, which is unknown here; shown as it came. Save keeps the bytes for another tool.',
      coding,
    ),
  noCoding: ({ coding }) =>
    l10n.t('Encoded as "{0}", says the server, which is no encoding and changes nothing.', coding),
  wrongCoding: ({ coding }) =>
    l10n.t('Encoded as "{0}", says the server, and is not; shown as it came.', coding),
  otherCoding: ({ coding, found }) =>
    coding === ''
      ? l10n.t('Encoded as "{0}", which the server does not say; decoded here.', found)
      : l10n.t('Encoded as "{0}", says the server, and is "{1}"; decoded here.', coding, found),
  noTrailer: () =>
    l10n.t('The mark at the end of the packed body is missing; the body itself is whole.'),
  noEnd: () =>
    l10n.t(
      'The server did not mark the end of the body, or announced more; the JSON itself is whole.',
    ),
  junkAfterBody: ({ status }) =>
    status === undefined
      ? l10n.t('Bytes behind the end of the packed body were left out; the body itself is whole.')
      : l10n.t(
          'An answer {0} has no body; the one that its headers announce was left out.',
          status,
        ),
  unknownCharset: ({ charset }) =>
    l10n.t('Said to be in the charset "{0}", which is unknown here; read as UTF-8.', charset),
  otherCharset: ({ charset, found }) =>
    l10n.t(
      'Said to be in the charset "{0}", and is in {1}; read as that.',
      charset,
      found.toUpperCase(),
    ),
  notJson: ({ line, column }) =>
    l10n.t('Not JSON at line {0}, column {1}; what follows is shown as text.', line, column),
  notUtf8: ({ bytes }) =>
    bytes === 1
      ? l10n.t('1 byte is not UTF-8, and shown as \uFFFD.')
      : l10n.t('{0} bytes are not UTF-8, and shown as \uFFFD.', plainNumber(bytes)),
  tooDeep: () => l10n.t('Nested too deeply to show whole; Save writes all of it.'),
  html: () => l10n.t('A web page, shown as text.'),
  sniffed: () => l10n.t('JSON, though labelled otherwise.'),
  duplicateMembers: duplicateWords,
};

function duplicateWords({ name, count }: Extract<BodyBadge, { code: 'duplicateMembers' }>): string {
  const named = name === '' ? l10n.t('without a name') : `"${name}"`;
  return count === 1
    ? l10n.t(
        'The member {0} stands twice in one object; other tools may see only one of them. Both are shown.',
        named,
      )
    : l10n.t(
        '{0} members repeat a name of their object, first the one {1}; other tools may see only one of each. All are shown.',
        plainNumber(count),
        named,
      );
}
