import type { Constraints, Field, FieldType, ItemField, Option } from './fields';

export interface SentAnswer {
  readonly field_id: string;
  readonly value: unknown;
}

export interface CommandError {
  readonly field_id: string | null;
  readonly item_index: number | null;
  readonly field_key: string | null;
  readonly code: string;
  readonly message: string;
}

const messages: Readonly<Record<string, string>> = {
  required: 'An answer is needed here.',
  invalid_type: 'The answer has the wrong type for this field.',
  invalid_option: 'This is not one of the options.',
  min_length: 'The answer is too short.',
  max_length: 'The answer is too long.',
  pattern: 'The answer does not have the expected form.',
  minimum: 'The number is too small.',
  maximum: 'The number is too large.',
  min_items: 'There are too few entries.',
  max_items: 'There are too many entries.',
  invalid_date: 'This is not a date.',
  date_precision: 'The date has to be more exact.',
  invalid_typeahead: 'Choose one of the suggestions.',
  invalid_file: 'A file needs a public https address and a name.',
  invalid_file_type: 'Files of this kind are not taken.',
  item_count: 'The number of entries does not fit.',
  invalid_item: 'An entry has to be an object.',
  duplicate_item: 'This was answered twice.',
  unknown_item_field: 'The entry has a member that was not asked for.',
  current_end_date: 'What still lasts has no end.',
  unsupported_field: 'This field cannot be answered or was not asked.',
};

export const commandError = (
  field_id: string | null,
  code: string,
  item_index: number | null = null,
  field_key: string | null = null,
): CommandError => ({
  field_id,
  item_index,
  field_key,
  code,
  message: messages[code] ?? 'The answer is not accepted.',
});

/** The code of the first rule that a value breaks; undefined: it fits. */
type Check = (
  value: unknown,
  constraints: Constraints,
  options: readonly Option[],
) => string | undefined;

const known = (options: readonly Option[], value: unknown): boolean =>
  options.some(option => option.value === value);

const text: Check = (value, { min_length = 0, max_length = Infinity, pattern }) => {
  if (typeof value !== 'string') return 'invalid_type';
  if (value.length < min_length) return 'min_length';
  if (value.length > max_length) return 'max_length';
  return pattern !== undefined && !new RegExp(pattern).test(value) ? 'pattern' : undefined;
};

const choice: Check = (value, _constraints, options) =>
  typeof value !== 'string' ? 'invalid_type' : known(options, value) ? undefined : 'invalid_option';

const realDay = (value: string): boolean => {
  const padded = value.length === 4 ? `${value}-01-01` : value.length === 7 ? `${value}-01` : value;
  const time = Date.parse(`${padded}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(padded);
};

const precisions: Readonly<Record<string, number>> = { month: 7, day: 10 };

const checks: Readonly<Record<FieldType, Check>> = {
  text,
  textarea: text,
  number: (value, { min = -Infinity, max = Infinity }) => {
    if (typeof value !== 'number') return 'invalid_type';
    return value < min ? 'minimum' : value > max ? 'maximum' : undefined;
  },
  checkbox: value => (typeof value === 'boolean' ? undefined : 'invalid_type'),
  select: choice,
  radio: choice,
  multi_select: (value, { min_items = 0, max_items = Infinity }, options) => {
    if (!Array.isArray(value)) return 'invalid_type';
    if (value.length < min_items) return 'min_items';
    if (value.length > max_items) return 'max_items';
    return value.every(entry => known(options, entry)) ? undefined : 'invalid_option';
  },
  date: value => {
    if (typeof value !== 'string') return 'invalid_type';
    return /^\d{4}-\d\d-\d\d$/.test(value) && realDay(value) ? undefined : 'invalid_date';
  },
  partial_date: (value, { minimum_precision }) => {
    if (typeof value !== 'string') return 'invalid_type';
    if (!/^\d{4}(-\d\d){0,2}$/.test(value) || !realDay(value)) return 'invalid_date';
    return value.length < (precisions[minimum_precision ?? ''] ?? 4) ? 'date_precision' : undefined;
  },
  typeahead: value => {
    const { query, selection } = {
      ...(value as { query?: unknown; selection?: Partial<Option> | null } | null),
    };
    const chosen = typeof selection?.value === 'string' && typeof selection.label === 'string';
    return typeof query === 'string' && chosen ? undefined : 'invalid_typeahead';
  },
  file: (value, { accepted_file_types }) => {
    const { url, filename } = { ...(value as { url?: unknown; filename?: unknown } | null) };
    if (
      typeof url !== 'string' ||
      !/^https:\/\/[^/:]+(:443)?\//.test(url) ||
      typeof filename !== 'string'
    )
      return 'invalid_file';
    const ending = filename.split('.').at(-1)?.toLowerCase() ?? '';
    return accepted_file_types && !accepted_file_types.includes(ending)
      ? 'invalid_file_type'
      : undefined;
  },
  repeating_group: value => (Array.isArray(value) ? undefined : 'invalid_type'),
  unknown: () => 'unsupported_field',
};

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const checkValue = (
  { type, constraints = {}, options = [] }: ItemField | Field,
  value: unknown,
): string | undefined => checks[type](value, constraints, options);

/** All errors of a set of answers; none: the form can be filled. */
export function checkAnswers(
  fields: readonly Field[],
  answers: readonly SentAnswer[],
): readonly CommandError[] {
  const ids = answers.map(({ field_id }) => field_id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const strange = ids.filter(id => !fields.some(field => field.field_id === id));
  return [
    ...twice.map(id => commandError(id, 'duplicate_item')),
    ...strange.map(id => commandError(id, 'unsupported_field')),
    ...fields.flatMap(field =>
      checkField(field, answers.find(({ field_id }) => field_id === field.field_id)?.value),
    ),
  ];
}

function checkField(field: Field, value: unknown): readonly CommandError[] {
  if (isEmpty(value)) return field.required ? [commandError(field.field_id, 'required')] : [];
  const code = checkValue(field, value);
  if (code !== undefined) return [commandError(field.field_id, code)];
  return field.type === 'repeating_group' ? checkGroup(field, value as readonly unknown[]) : [];
}

function checkGroup(field: Field, items: readonly unknown[]): readonly CommandError[] {
  const { min_items = 0, max_items = 10, item_fields = [], field_id } = field;
  if (items.length < min_items || items.length > max_items)
    return [commandError(field_id, 'item_count')];
  return items.flatMap((item, index) => checkItem(field_id, index, item, item_fields));
}

function checkItem(
  fieldId: string,
  index: number,
  item: unknown,
  asked: readonly ItemField[],
): readonly CommandError[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return [commandError(fieldId, 'invalid_item', index)];
  const values = item as Readonly<Record<string, unknown>>;
  const strange = Object.keys(values).filter(key => !asked.some(field => field.key === key));
  const lasting = values['current'] === true && !isEmpty(values['end']);
  return [
    ...strange.map(key => commandError(fieldId, 'unknown_item_field', index, key)),
    ...(lasting ? [commandError(fieldId, 'current_end_date', index, 'end')] : []),
    ...asked.flatMap(field => {
      const value = values[field.key];
      const code = isEmpty(value)
        ? field.required
          ? 'required'
          : undefined
        : checkValue(field, value);
      return code === undefined ? [] : [commandError(fieldId, code, index, field.key)];
    }),
  ];
}
