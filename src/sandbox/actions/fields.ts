import type { FormSlug } from '../data/vocabulary';

export interface Option {
  readonly value: string;
  readonly label: string;
}

export type FieldType =
  | 'text'
  | 'textarea'
  | 'number'
  | 'checkbox'
  | 'select'
  | 'radio'
  | 'multi_select'
  | 'date'
  | 'partial_date'
  | 'typeahead'
  | 'file'
  | 'repeating_group'
  | 'unknown';

export interface Constraints {
  readonly min_length?: number;
  readonly max_length?: number;
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly min_items?: number;
  readonly max_items?: number;
  readonly minimum_precision?: 'month' | 'day';
  readonly accepted_file_types?: readonly string[];
}

export interface ItemField {
  readonly key: string;
  readonly type: FieldType;
  readonly label: string;
  readonly required: boolean;
  readonly options?: readonly Option[];
  readonly constraints?: Constraints;
}

export interface Field extends Omit<ItemField, 'key'> {
  readonly field_id: string;
  readonly requires_answer: boolean;
  readonly sensitive?: boolean;
  readonly format?: 'one_time_code';
  readonly semantic_key?: string;
  readonly group_type?: string;
  readonly min_items?: number;
  readonly max_items?: number;
  readonly item_fields?: readonly ItemField[];
}

type More = Partial<Omit<Field, 'field_id' | 'type' | 'label'>>;

/** A field of a form, required unless `more` says otherwise. */
const field = (field_id: string, type: FieldType, label: string, more: More = {}): Field => ({
  field_id,
  type,
  label,
  required: true,
  requires_answer: more.required ?? true,
  ...more,
});

const options = (...labels: string[]): readonly Option[] =>
  labels.map(label => ({ value: label.toLowerCase().replace(/[^a-z0-9]+/g, '_'), label }));

const name = field('name', 'text', 'Full name', {
  semantic_key: 'full_name',
  constraints: { min_length: 2, max_length: 80 },
});
const mail = field('mail', 'text', 'E-mail', {
  semantic_key: 'email',
  constraints: { pattern: '^[^@\\s]+@[^@\\s]+$' },
});
const resume = field('resume', 'file', 'Resume', {
  constraints: { accepted_file_types: ['pdf', 'docx', 'txt'] },
});
const optional: More = { required: false };

const history = field('history', 'repeating_group', 'Where you worked', {
  group_type: 'work_experience',
  min_items: 1,
  max_items: 5,
  item_fields: [
    { key: 'company', type: 'text', label: 'Company', required: true },
    { key: 'title', type: 'text', label: 'Title', required: true },
    {
      key: 'start',
      type: 'partial_date',
      label: 'From',
      required: true,
      constraints: { minimum_precision: 'month' },
    },
    { key: 'end', type: 'partial_date', label: 'To', required: false },
    { key: 'current', type: 'checkbox', label: 'Still there', required: false },
  ],
});

const schools = field('schools', 'repeating_group', 'Where you learned', {
  ...optional,
  group_type: 'education',
  max_items: 3,
  item_fields: [
    { key: 'school', type: 'text', label: 'School', required: true },
    {
      key: 'degree',
      type: 'select',
      label: 'Degree',
      required: false,
      options: options('None', 'Bachelor', 'Master'),
    },
  ],
});

const town = field('town', 'typeahead', 'Town you live in');
const everyType: readonly Field[] = [
  name,
  field('why', 'textarea', 'Why here?', { ...optional, constraints: { max_length: 400 } }),
  field('years', 'number', 'Years of practice', { constraints: { min: 0, max: 60 } }),
  field('truth', 'checkbox', 'All of this is true'),
  field('shift', 'select', 'Preferred shift', { options: options('Early', 'Late', 'Night') }),
  field('visa', 'radio', 'Do you need a visa?', { options: options('Yes', 'No') }),
  field('tools', 'multi_select', 'Tools you know', {
    ...optional,
    options: options('Saw', 'Lathe', 'Press'),
    constraints: { max_items: 2 },
  }),
  field('start', 'date', 'First possible day'),
  field('since', 'partial_date', 'In the trade since', {
    ...optional,
    constraints: { minimum_precision: 'month' },
  }),
  { ...town, required: false, requires_answer: false },
  { ...resume, required: false, requires_answer: false },
  { ...history, required: false, requires_answer: false, min_items: 0 },
  field('odd', 'unknown', 'A control nobody understands', optional),
];

export interface Form {
  readonly name: string;
  readonly description: string;
  readonly steps: readonly (readonly Field[])[];
  /** How the application begins; default: with its first step. */
  readonly begins?: 'slowly' | 'stuck' | { readonly fails: string };
  /** How it ends after the last step; default: submitted. */
  readonly ends?: { readonly fails: string };
  /** By field id: the site rejects other answers, which starts a round of corrections. */
  readonly siteRules?: Readonly<Record<string, RegExp>>;
}

const code = field('code', 'text', 'Code from the e-mail', {
  format: 'one_time_code',
  constraints: { pattern: '^\\d{6}$' },
});
const voluntary: More = { ...optional, sensitive: true };

export const forms: Readonly<Record<FormSlug | 'described', Form>> = {
  'all-field-types': {
    name: 'All field types',
    description: 'One step with every kind of field.',
    steps: [everyType],
  },
  'multi-step': {
    name: 'Several steps',
    description: 'Three steps, one after the other.',
    steps: [[name, mail], [history], [resume]],
  },
  'validation-errors': {
    name: 'Corrections',
    description:
      'The site rejects a reference that is not REF- and four digits: up to three correction rounds.',
    steps: [[name, field('reference', 'text', 'Reference number')]],
    siteRules: { reference: /^REF-\d{4}$/ },
  },
  'education-and-work-history': {
    name: 'Histories',
    description: 'Repeating groups.',
    steps: [[history, schools]],
  },
  'login-wall': {
    name: 'Login wall',
    description: 'Ends at once: the site wants an account.',
    steps: [],
    begins: { fails: 'login_required' },
  },
  'slow-page': {
    name: 'Slow page',
    description: 'The first step takes a few seconds: 202, then read on.',
    steps: [[name, mail]],
    begins: 'slowly',
  },
  'cancel-mid-run': {
    name: 'Cancel while running',
    description: 'Stays running, so that it can be cancelled.',
    steps: [[name]],
    begins: 'stuck',
  },
  'submission-unconfirmed': {
    name: 'Not confirmed',
    description: 'Ends without knowing whether it was sent.',
    steps: [[name, mail]],
    ends: { fails: 'submission_unconfirmed' },
  },
  'conditional-fields': {
    name: 'Conditional fields',
    description: 'The second step asks about the first.',
    steps: [
      [
        field('licence', 'radio', 'Do you have a driving licence?', {
          options: options('Yes', 'No'),
        }),
      ],
      [
        field('licence_year', 'number', 'Licence since (year, 0 for none)', {
          constraints: { min: 0, max: 2100 },
        }),
      ],
    ],
  },
  'eeoc-demographics': {
    name: 'Demographics',
    description: 'Voluntary and sensitive questions.',
    steps: [
      [
        name,
        field('gender', 'select', 'Gender', {
          ...voluntary,
          options: options('Woman', 'Man', 'Another', 'Not said'),
        }),
        field('veteran', 'radio', 'Veteran', {
          ...voluntary,
          options: options('Yes', 'No', 'Not said'),
        }),
      ],
    ],
  },
  'typeahead-location': {
    name: 'Place with completion',
    description: 'A place chosen from suggestions.',
    steps: [[name, town]],
  },
  'email-verification': {
    name: 'Code by e-mail',
    description: 'A one-time code within 60 seconds; 000000 is the wrong one.',
    steps: [[mail], [code]],
    siteRules: { code: /^(?!000000)/ },
  },
  described: {
    name: 'As described',
    description: 'What the answers of the description fit; no address leads here.',
    steps: [
      [
        field('full_name', 'text', 'Full name', { semantic_key: 'full_name' }),
        field('years', 'number', 'Years of practice', { constraints: { min: 0, max: 60 } }),
        resume,
      ],
    ],
  },
};
