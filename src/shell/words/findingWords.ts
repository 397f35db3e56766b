import { l10n } from 'vscode';
import type { Finding } from '../../core/request/finding';
import { size } from './figures';
import { partName } from './partName';
import { wordsBy, type RowsBy } from './rowsBy';
import { unsendableWords } from './unsendableWords';

/** What is wrong by a finding, and what to do about it. */
export const findingWords = (finding: Finding): string => wordsBy(rows, 'code', finding);

const list = (values: readonly unknown[]) => values.map(String).join(', ');

const rows: RowsBy<'code', Finding> = {
  missing: finding =>
    finding.in === 'file'
      ? l10n.t('A file is needed here. Choose one.')
      : l10n.t('{0} is required. Enter a value.', nameOf(finding)),
  unsendable: finding =>
    l10n.t('{0} cannot be sent. {1}', nameOf(finding), unsendableWords(finding.why)),
  emptySegment: finding =>
    l10n.t('{0} is empty, so there is no address to send to. Enter a value.', nameOf(finding)),
  dotSegment: () => l10n.t('"." and ".." would change the address. Enter another value.'),
  controlCharacter: ({ position }) =>
    l10n.t('The character at position {0} cannot be sent here. Remove it.', position + 1),
  keyInRequest: ({ marked }) =>
    marked
      ? l10n.t('A key stood here and was not kept. Enter the value anew, or take it out.')
      : l10n.t(
          'This looks like an API key. It belongs in secret storage. Store it there, or take it out.',
        ),
  brokenJson: ({ line, column }) =>
    l10n.t('This is not JSON from line {0}, column {1} on. Mend it there.', line, column),
  unknownParameter: ({ closest }) =>
    closest === undefined
      ? l10n.t('The API documents no parameter of this name. Remove it, or send it anyway.')
      : l10n.t('The API documents no parameter of this name. Did you mean "{0}"?', closest),
  unknownField: ({ closest, field }) =>
    closest === undefined
      ? l10n.t(
          '"{0}" is not a documented member; the API ignores those. Remove it, or send it anyway.',
          field,
        )
      : l10n.t('"{0}" is not a documented member. Did you mean "{1}"?', field, closest),
  wrongType: finding =>
    l10n.t('{0} should be of type {1}.', nameOf(finding), finding.expected.join(l10n.t(' or '))),
  notAllowed: finding => l10n.t('{0} takes one of: {1}.', nameOf(finding), list(finding.allowed)),
  tooSmall: finding => l10n.t('{0} should be {1} or more.', nameOf(finding), finding.limit),
  tooLarge: finding => l10n.t('{0} should be {1} or less.', nameOf(finding), finding.limit),
  tooShort: finding =>
    l10n.t('{0} should have {1} characters or more.', nameOf(finding), finding.limit),
  tooLong: finding =>
    l10n.t('{0} should have {1} characters or fewer.', nameOf(finding), finding.limit),
  tooFew: finding => l10n.t('{0} should have {1} entries or more.', nameOf(finding), finding.limit),
  tooMany: finding =>
    l10n.t('{0} should have {1} entries or fewer.', nameOf(finding), finding.limit),
  wrongFormat: finding => formatWords(finding.format, nameOf(finding)),
  fileTooLarge: ({ bytes, limit }) =>
    l10n.t(
      'The file has {0}; the API takes {1} at most. Choose a smaller one.',
      size(bytes),
      size(limit),
    ),
  otherRule: finding =>
    finding.keyword === 'oneOf'
      ? l10n.t('{0} should match exactly one of the documented forms.', nameOf(finding))
      : l10n.t('{0} does not follow the documented rule "{1}".', nameOf(finding), finding.keyword),
};

function formatWords(format: string, name: string): string {
  switch (format) {
    case 'date-time':
      return l10n.t('{0} should be a time such as {1}.', name, '2026-01-31T09:00:00Z');
    case 'uuid':
      return l10n.t(
        '{0} should be an id such as {1}.',
        name,
        '3f2b8c1e-0000-4000-8000-000000000000',
      );
    case 'uri':
      return l10n.t('{0} should be an address that begins with https://.', name);
    default:
      return l10n.t('{0} should be of the format "{1}".', name, format);
  }
}

/** The name of the place: "page_size", "skills.include", or "The body". */
function nameOf({ in: place, name, pointer }: Finding): string {
  const inside = pointer.split('/').slice(1).join('.');
  const names = [name, inside].filter(part => part !== '');
  return names.length === 0 ? partName(place) : names.join('.');
}
