import { l10n } from 'vscode';
import type { BodyBadge } from '../../core/body/badge';
import { plainNumber, size } from './figures';

/** What is odd about a body, in a sentence. */
export function badgeWords(badge: BodyBadge): string {
  switch (badge.code) {
    case 'incomplete':
      return l10n.t('Incomplete: broke off after {0}; what came is shown.', size(badge.bytes));
    case 'partShown':
      return l10n.t(
        'Showing the first {0} of {1}; Save writes all of it.',
        size(badge.held),
        size(badge.bytes),
      );
    case 'unknownCoding':
      return l10n.t(
        'Encoded as "{0}", says the server, which is unknown here; shown as it came. Save keeps the bytes for another tool.',
        badge.coding,
      );
    case 'noCoding':
      return l10n.t(
        'Encoded as "{0}", says the server, which is no encoding and changes nothing.',
        badge.coding,
      );
    case 'wrongCoding':
      return l10n.t(
        'Encoded as "{0}", says the server, and is not; shown as it came.',
        badge.coding,
      );
    case 'otherCoding':
      return badge.coding === ''
        ? l10n.t('Encoded as "{0}", which the server does not say; decoded here.', badge.found)
        : l10n.t(
            'Encoded as "{0}", says the server, and is "{1}"; decoded here.',
            badge.coding,
            badge.found,
          );
    case 'noTrailer':
      return l10n.t('The mark at the end of the packed body is missing; the body itself is whole.');
    case 'noEnd':
      return l10n.t(
        'The server did not mark the end of the body, or announced more; the JSON itself is whole.',
      );
    case 'junkAfterBody':
      return badge.status === undefined
        ? l10n.t('Bytes behind the end of the packed body were left out; the body itself is whole.')
        : l10n.t(
            'An answer {0} has no body; the one that its headers announce was left out.',
            badge.status,
          );
    case 'unknownCharset':
      return l10n.t(
        'Said to be in the charset "{0}", which is unknown here; read as UTF-8.',
        badge.charset,
      );
    case 'otherCharset':
      return l10n.t(
        'Said to be in the charset "{0}", and is in {1}; read as that.',
        badge.charset,
        badge.found.toUpperCase(),
      );
    case 'notJson':
      return l10n.t(
        'Not JSON at line {0}, column {1}; what follows is shown as text.',
        badge.line,
        badge.column,
      );
    case 'notUtf8':
      return badge.bytes === 1
        ? l10n.t('1 byte is not UTF-8, and shown as \uFFFD.')
        : l10n.t('{0} bytes are not UTF-8, and shown as \uFFFD.', plainNumber(badge.bytes));
    case 'tooDeep':
      return l10n.t('Nested too deeply to show whole; Save writes all of it.');
    case 'html':
      return l10n.t('A web page, shown as text.');
    case 'sniffed':
      return l10n.t('JSON, though labelled otherwise.');
    case 'duplicateMembers':
      return duplicateWords(badge);
  }
}

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
