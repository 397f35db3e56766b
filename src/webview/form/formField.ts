import { pointerOf } from '../../core/common/pointer';
import type { Schema } from '../../core/catalog/operation';
import type { FieldView, FindingView, OperationView } from '../../protocol';

/** One field of the form: a parameter, a member of the body, or what is inside of either. */
export interface FormField {
  readonly in: FindingView['in'];
  /** The name of the parameter; `''` in the body. */
  readonly name: string;
  /** Keys and positions that lead to the field inside the parameter or the body. */
  readonly keys: readonly string[];
  readonly label: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: Schema;
  /** As a person would type it. */
  readonly example?: string;
  /** Values sent lately, newest first. */
  readonly recent: readonly string[];
  /** Pointers to fields that have suggestions, with list positions left out; `''` is the parameter itself. */
  readonly suggesting: readonly string[];
  /** An empty list can be sent, and means something else than no list. */
  readonly mayBeEmpty: boolean;
  /** The field is not documented, and may differ. */
  readonly unsure?: true;
  /** An entry of a list. It always has a value: without one it would not be in the list. */
  readonly isEntry?: true;
}

export function parameterField(view: FieldView): FormField {
  const { name, schema, allowEmptyValue, suggests } = view;
  return {
    in: view.in,
    name,
    keys: [],
    label: name,
    required: view.required,
    description: view.description,
    schema,
    recent: view.recent,
    suggesting: suggests ? [''] : [],
    mayBeEmpty: allowEmptyValue,
    ...(view.unsure && { unsure: true }),
    ...(view.example !== undefined && { example: view.example }),
  };
}

/** The whole body, which is never drawn itself. */
export const bodyField = (body: NonNullable<OperationView['body']>): FormField => ({
  in: 'body',
  name: '',
  keys: [],
  label: '',
  required: body.required,
  description: '',
  schema: body.schema,
  recent: [],
  suggesting: body.suggests,
  mayBeEmpty: true,
});

/** The members that the schema names. */
export const memberFields = (group: FormField): readonly FormField[] =>
  Object.entries(group.schema.properties ?? {}).map(([name, schema]) =>
    inside(group, name, schema, group.schema.required?.includes(name) ?? false),
  );

/** A member that the schema does not name: any value. */
export const otherField = (group: FormField, name: string): FormField =>
  inside(group, name, {}, false);

export const entryField = (list: FormField, position: number): FormField => ({
  ...inside(list, String(position), list.schema.items ?? {}, true),
  label: String(position + 1),
  isEntry: true,
});

function inside(outer: FormField, key: string, schema: Schema, required: boolean): FormField {
  const { example: _, isEntry: __, unsure: ___, ...shared } = outer;
  const example = exampleText(schema.examples?.[0]);
  return {
    ...shared,
    keys: [...outer.keys, key],
    label: key,
    required,
    schema,
    description: schema.description ?? '',
    ...(schema['x-jobo-confidence'] === 'low' && { unsure: true }),
    ...(example !== undefined && { example }),
  };
}

function exampleText(example: unknown): string | undefined {
  if (typeof example === 'string') return example === '' ? undefined : example;
  if (Array.isArray(example) && example.every(each => typeof each === 'string'))
    return example.length === 0 ? undefined : example.join(', ');
  const isScalar = typeof example === 'number' || typeof example === 'boolean';
  return isScalar ? String(example) : undefined;
}

/** Pointer to the field inside its parameter or the body, with positions in lists. */
export const pointerIn = ({ keys }: FormField): string => pointerOf(keys);

/** Whether the extension can suggest values for the field. */
export const hasSuggestions = (field: FormField): boolean =>
  field.suggesting.includes(pointerOf(field.keys.filter(key => !/^\d+$/.test(key))));

/** A text that no other field of the operation has. */
export const keyOf = (field: FormField): string => `${field.in} ${field.name}${pointerIn(field)}`;

/** Whether the finding is about this field or about something inside it. */
export function isWithin(finding: FindingView, field: FormField): boolean {
  if (finding.in !== field.in || finding.name !== field.name) return false;
  const pointer = pointerIn(field);
  return finding.pointer === pointer || finding.pointer.startsWith(`${pointer}/`);
}
