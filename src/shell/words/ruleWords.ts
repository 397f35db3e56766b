import { l10n } from 'vscode';
import type { Diagnosis } from '../../core/diagnosis/diagnosis';
import type { FindingCause, FindingPlace, Unsendable } from '../../core/request/finding';
import { plainNumber, size } from './figures';
import { partName } from './partName';
import { unsendableWords } from './unsendableWords';

interface Worded {
  readonly title: string;
  readonly detail: string;
}

/** A broken rule in the two lines of a card; undefined where none is known. Values in it are untrusted text. */
export function ruleWords(facts: Diagnosis['facts']): Worded | undefined {
  const text = (name: string) => String(facts[name] ?? '');
  const rule = facts['rule'] as FindingCause['code'] | undefined;
  if (rule === undefined) return undefined;
  const name = text('parameter') || partName((facts['place'] ?? 'body') as FindingPlace['in']);
  const value = text('value');
  const limit = typeof facts['limit'] === 'number' ? plainNumber(facts['limit']) : '';
  switch (rule) {
    case 'tooLarge':
      return {
        title: l10n.t('{0} is too large', name),
        detail: l10n.t('The API takes {0} at most; this request asked for {1}.', limit, value),
      };
    case 'tooSmall':
      return {
        title: l10n.t('{0} is too small', name),
        detail: l10n.t('The API takes {0} or more; this request asked for {1}.', limit, value),
      };
    case 'notAllowed':
      return {
        title: l10n.t('{0} has a value the API does not know', name),
        detail: l10n.t('This request said "{0}". It takes: {1}.', value, text('allowed')),
      };
    case 'wrongFormat':
      return {
        title: l10n.t('{0} is in another form than the API reads', name),
        detail: formatDetail(text('format'), value),
      };
    case 'wrongType':
      return {
        title: l10n.t('{0} is of another type', name),
        detail: l10n.t(
          'The API wants {0}; this request said {1}.',
          text('expected').split(' | ').map(typeName).join(l10n.t(' or ')),
          value,
        ),
      };
    case 'unknownParameter':
    case 'unknownField':
      return {
        title: l10n.t('{0} is not known to the API', name),
        detail: l10n.t('Nothing of this name is documented for this operation. Remove it.'),
      };
    case 'missing':
      return {
        title: l10n.t('{0} is missing', name),
        detail: l10n.t('This operation needs it. Enter a value.'),
      };
    case 'unsendable':
      return {
        title: l10n.t('{0} cannot be sent', name),
        detail: unsendableWords(facts['why'] as Unsendable),
      };
    case 'emptySegment':
      return {
        title: l10n.t('{0} is empty', name),
        detail: l10n.t('It is part of the address. Enter a value.'),
      };
    case 'dotSegment':
      return {
        title: l10n.t('{0} would change the address', name),
        detail: l10n.t('"." and ".." mean another place there. Enter another value.'),
      };
    case 'controlCharacter':
      return {
        title: l10n.t('{0} holds a control character', name),
        detail: l10n.t('It stands at position {0}. Remove it.', text('column')),
      };
    case 'keyInRequest':
      return {
        title: l10n.t('{0} holds an API key', name),
        detail: l10n.t('It belongs in secret storage. Take it out of the request.'),
      };
    case 'brokenJson':
      return {
        title: l10n.t('The body is not JSON'),
        detail: l10n.t(
          'It breaks off at line {0}, column {1}. Mend it there.',
          text('line'),
          text('column'),
        ),
      };
    case 'tooShort':
    case 'tooFew':
      return {
        title: l10n.t('{0} is too short', name),
        detail: l10n.t('It should have {0} or more. Enter another value.', limit),
      };
    case 'tooLong':
    case 'tooMany':
      return {
        title: l10n.t('{0} is too long', name),
        detail: l10n.t('The API takes {0} at most.', limit),
      };
    case 'fileTooLarge':
      return {
        title: l10n.t('The file is too large'),
        detail: l10n.t(
          'The API takes {0} at most. Choose a smaller one.',
          size(Number(facts['limit'])),
        ),
      };
    case 'otherRule':
      return {
        title: l10n.t('{0} does not follow the documented form', name),
        detail: l10n.t('The documentation shows what it may hold. Change it there.'),
      };
  }
}

/** A type of JSON as a person would say it. */
function typeName(type: string): string {
  switch (type) {
    case 'integer':
      return l10n.t('a whole number');
    case 'number':
      return l10n.t('a number');
    case 'string':
      return l10n.t('a text');
    case 'boolean':
      return l10n.t('true or false');
    case 'array':
      return l10n.t('a list');
    case 'object':
      return l10n.t('an object');
    case 'null':
      return l10n.t('nothing');
    default:
      return type;
  }
}

function formatDetail(format: string, value: string): string {
  switch (format) {
    case 'date-time':
      return l10n.t(
        'It is a time such as {0}; this request said "{1}".',
        '2026-01-31T09:00:00Z',
        value,
      );
    case 'uuid':
      return l10n.t(
        'It is an id such as {0}; this request said "{1}".',
        '3f2b8c1e-0000-4000-8000-000000000000',
        value,
      );
    case 'uri':
      return l10n.t('It is an address that begins with https://; this request said "{0}".', value);
    default:
      return l10n.t('It has the format "{0}"; this request said "{1}".', format, value);
  }
}
