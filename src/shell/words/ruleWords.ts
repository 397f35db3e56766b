import { l10n } from 'vscode';
import type { FindingCause, FindingPlace, Unsendable } from '../../core/request/finding';
import { ownOf } from '../../core/common/shape';
import { plainNumber, size } from './figures';
import { partName } from './partName';
import { unsendableWords } from './unsendableWords';
import { textOf, type Facts, type Worded } from './worded';

/** Title and sentences for the broken rule; undefined where none is known. They quote untrusted values. */
export function ruleWords(facts: Facts): Worded | undefined {
  const { limit } = facts;
  const tell = ownOf(rows, textOf(facts, 'rule'));
  return tell?.({
    facts,
    name: textOf(facts, 'parameter') || partName((facts['place'] ?? 'body') as FindingPlace['in']),
    value: textOf(facts, 'value'),
    limit: typeof limit === 'number' ? plainNumber(limit) : '',
  });
}

interface BrokenRule {
  readonly facts: Facts;
  /** The parameter, or part of the request, that broke the rule. */
  readonly name: string;
  readonly value: string;
  /** The limit as formatted text; empty where the rule has none. */
  readonly limit: string;
}

const rows: Readonly<Record<FindingCause['code'], (rule: BrokenRule) => Worded>> = {
  tooLarge: ({ name, limit, value }) => ({
    title: l10n.t('{0} is too large', name),
    detail: l10n.t('The API takes {0} at most; this request asked for {1}.', limit, value),
  }),
  tooSmall: ({ name, limit, value }) => ({
    title: l10n.t('{0} is too small', name),
    detail: l10n.t('The API takes {0} or more; this request asked for {1}.', limit, value),
  }),
  notAllowed: ({ name, value, facts }) => ({
    title: l10n.t('{0} has a value the API does not know', name),
    detail: l10n.t('This request said "{0}". It takes: {1}.', value, textOf(facts, 'allowed')),
  }),
  wrongFormat: ({ name, facts, value }) => ({
    title: l10n.t('{0} is in another form than the API reads', name),
    detail: formatDetail(textOf(facts, 'format'), value),
  }),
  wrongType: ({ name, facts, value }) => ({
    title: l10n.t('{0} is of another type', name),
    detail: l10n.t(
      'The API wants {0}; this request said {1}.',
      textOf(facts, 'expected').split(' | ').map(typeName).join(l10n.t(' or ')),
      value,
    ),
  }),
  unknownParameter: unknownWords,
  unknownField: unknownWords,
  missing: ({ name }) => ({
    title: l10n.t('{0} is missing', name),
    detail: l10n.t('This operation needs it. Enter a value.'),
  }),
  unsendable: ({ name, facts }) => ({
    title: l10n.t('{0} cannot be sent', name),
    detail: unsendableWords(facts['why'] as Unsendable),
  }),
  emptySegment: ({ name }) => ({
    title: l10n.t('{0} is empty', name),
    detail: l10n.t('It is part of the address. Enter a value.'),
  }),
  dotSegment: ({ name }) => ({
    title: l10n.t('{0} would change the address', name),
    detail: l10n.t('"." and ".." mean another place there. Enter another value.'),
  }),
  controlCharacter: ({ name, facts }) => ({
    title: l10n.t('{0} holds a control character', name),
    detail: l10n.t('It stands at position {0}. Remove it.', textOf(facts, 'column')),
  }),
  keyInRequest: ({ name }) => ({
    title: l10n.t('{0} holds an API key', name),
    detail: l10n.t('It belongs in secret storage. Take it out of the request.'),
  }),
  brokenJson: ({ facts }) => ({
    title: l10n.t('The body is not JSON'),
    detail: l10n.t(
      'It breaks off at line {0}, column {1}. Mend it there.',
      textOf(facts, 'line'),
      textOf(facts, 'column'),
    ),
  }),
  tooShort: tooShortWords,
  tooFew: tooShortWords,
  tooLong: tooLongWords,
  tooMany: tooLongWords,
  fileTooLarge: ({ facts }) => ({
    title: l10n.t('The file is too large'),
    detail: l10n.t(
      'The API takes {0} at most. Choose a smaller one.',
      size(Number(facts['limit'])),
    ),
  }),
  otherRule: ({ name }) => ({
    title: l10n.t('{0} does not follow the documented form', name),
    detail: l10n.t('The documentation shows what it may hold. Change it there.'),
  }),
};

function unknownWords({ name }: BrokenRule): Worded {
  return {
    title: l10n.t('{0} is not known to the API', name),
    detail: l10n.t('Nothing of this name is documented for this operation. Remove it.'),
  };
}

function tooShortWords({ name, limit }: BrokenRule): Worded {
  return {
    title: l10n.t('{0} is too short', name),
    detail: l10n.t('It should have {0} or more. Enter another value.', limit),
  };
}

function tooLongWords({ name, limit }: BrokenRule): Worded {
  return {
    title: l10n.t('{0} is too long', name),
    detail: l10n.t('The API takes {0} at most.', limit),
  };
}

/** A JSON type in everyday words. */
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
