import { l10n, QuickInputButtons, window, type QuickInput, type QuickPickItem } from 'vscode';
import { resolve } from '../../core/catalog/catalog';
import type { Operation, Parameter } from '../../core/catalog/operation';
import type { KeyFinder } from '../../core/keys/keyMark';
import { idempotencyHeader } from '../../core/request/build';
import { check } from '../../core/request/check';
import type { Draft } from '../../core/request/draft';
import { exampleText } from '../../core/request/exampleText';
import { pickFile } from './pickFile';
import { withDoubt } from '../words/confidenceWords';
import { findingWords } from '../words/findingWords';

interface Suggested {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

/** What is known of the values of a parameter. */
export interface KnownValues {
  /** Sent lately, newest first. */
  recent(name: string): readonly string[];
  /** For what is typed so far; undefined where nothing is known of such a parameter. */
  suggest(parameter: Parameter): ((query: string) => Promise<readonly Suggested[]>) | undefined;
  /** What counts as a key, and is no value. */
  readonly keys: KeyFinder;
}

type Answer = { readonly value: string } | 'back' | undefined;

/**
 * Asks for the required parameters of an operation, one input each; Esc cancels, the arrow goes back a step.
 * @param all also for those that the draft already has; else only for what is missing
 * @returns the completed draft, or undefined when the person cancelled: nothing is to be sent then
 */
export async function askRequired(
  start: Draft,
  operation: Operation,
  values: KnownValues,
  { all }: { readonly all: boolean },
): Promise<Draft | undefined> {
  const asked = operation.parameters.filter(
    p => p.required && p.name !== idempotencyHeader && (all || textOf(start, p) === ''),
  );
  let draft = start;
  for (let step = 0; step < asked.length;) {
    const parameter = asked[step];
    if (!parameter) break;
    const position = { step: step + 1, of: asked.length };
    const answer = await ask(draft, parameter, operation, values, position);
    if (answer === undefined) return undefined;
    if (answer === 'back') {
      step = Math.max(0, step - 1);
      continue;
    }
    draft = withValue(draft, parameter, answer.value);
    step += 1;
  }
  return askFiles(draft, operation);
}

const placeOf = { path: 'path', query: 'query', header: 'headers' } as const;

function textOf(draft: Draft, { in: place, name }: Parameter): string {
  const value = (draft[placeOf[place]] as Readonly<Record<string, unknown>>)[name];
  return value === undefined ? '' : exampleText(value);
}

function withValue(draft: Draft, { in: place, name }: Parameter, value: string): Draft {
  const key = placeOf[place];
  return { ...draft, [key]: { ...draft[key], [name]: value } };
}

interface Position {
  readonly step: number;
  readonly of: number;
}

function ask(
  draft: Draft,
  parameter: Parameter,
  operation: Operation,
  values: KnownValues,
  position: Position,
): Promise<Answer> {
  const suggest = values.suggest(parameter);
  const current = textOf(draft, parameter);
  const listed = (resolve(parameter.schema).enum ?? []).map(String);
  const known = [
    ...new Set([
      ...(suggest && current !== '' ? [current] : []),
      ...values.recent(parameter.name),
      ...listed,
    ]),
  ];
  return known.length === 0 && !suggest
    ? typed(draft, parameter, operation, values.keys, position)
    : chosen(draft, parameter, operation, { known, suggest, keys: values.keys }, position);
}

const titleOf = (operation: Operation, name: string) =>
  `${operation.method} ${operation.summary}: ${name}`;

function typed(
  draft: Draft,
  parameter: Parameter,
  operation: Operation,
  keys: KeyFinder,
  position: Position,
): Promise<Answer> {
  const problemOf = (value: string) => problem(draft, parameter, operation, value, keys);
  const input = window.createInputBox();
  input.title = titleOf(operation, parameter.name);
  input.step = position.step;
  input.totalSteps = position.of;
  input.prompt = withDoubt(parameter.description, parameter.confidence === 'low');
  input.value = textOf(draft, parameter);
  if (parameter.example !== undefined)
    input.placeholder = l10n.t('for example {0}', exampleText(parameter.example));
  input.ignoreFocusOut = true;
  if (position.step > 1) input.buttons = [QuickInputButtons.Back];
  return new Promise(done => {
    const end = settle(input, done);
    input.onDidChangeValue(value => {
      input.validationMessage = value === '' ? undefined : problemOf(value)?.text;
    });
    input.onDidTriggerButton(() => end('back'));
    input.onDidAccept(() => {
      const found = problemOf(input.value);
      // A warning is shown and may be sent anyway; only what cannot be built stays here.
      if (found?.stops === true) input.validationMessage = found.text;
      else end({ value: input.value });
    });
    input.onDidHide(() => end(undefined));
    input.show();
  });
}

/** Values used lately, or the legal ones, and what is suggested, after what is typed. */
function chosen(
  draft: Draft,
  parameter: Parameter,
  operation: Operation,
  {
    known,
    suggest,
    keys,
  }: Pick<KnownValues, 'keys'> & {
    readonly known: readonly string[];
    readonly suggest: ReturnType<KnownValues['suggest']>;
  },
  position: Position,
): Promise<Answer> {
  type Item = QuickPickItem & { readonly value?: string };
  const problemOf = (value: string) => problem(draft, parameter, operation, value, keys);
  const pick = window.createQuickPick<Item>();
  let suggested: readonly Suggested[] = [];
  let ended = false;
  pick.title = titleOf(operation, parameter.name);
  pick.step = position.step;
  pick.totalSteps = position.of;
  pick.placeholder = withDoubt(parameter.description, parameter.confidence === 'low');
  pick.ignoreFocusOut = true;
  if (position.step > 1) pick.buttons = [QuickInputButtons.Back];
  const show = (value: string) => {
    const own = value !== '' && !known.includes(value);
    const found = own ? problemOf(value) : undefined;
    const typedItem = { label: value, detail: found?.text ?? l10n.t('as typed'), alwaysShow: true };
    const others = suggested.filter(each => !known.includes(each.value) && each.value !== value);
    pick.items = [
      ...(own ? [typedItem] : []),
      ...known.map(label => ({ label })),
      // Found by the server, perhaps by another name: the editor must not filter them once more.
      ...others.map(each => ({
        label: each.label,
        value: each.value,
        alwaysShow: true,
        ...(each.detail !== undefined && { description: each.detail }),
      })),
    ];
  };
  const offer = (value: string) => {
    show(value);
    void suggest?.(value).then(found => {
      // Typing has gone on: the answer to that comes later.
      if (ended || pick.value !== value) return;
      suggested = found;
      show(value);
    });
  };
  offer('');
  return new Promise(done => {
    const end = settle(pick, done);
    pick.onDidChangeValue(offer);
    pick.onDidTriggerButton(() => end('back'));
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      const value = item?.value ?? item?.label ?? pick.value;
      if (problemOf(value)?.stops !== true) end({ value });
    });
    pick.onDidHide(() => {
      ended = true;
      end(undefined);
    });
    pick.show();
  });
}

/** Resolves once and takes the input away. */
function settle(input: QuickInput, done: (answer: Answer) => void): (answer: Answer) => void {
  let ended = false;
  return answer => {
    if (ended) return;
    ended = true;
    done(answer);
    input.dispose();
  };
}

function problem(
  draft: Draft,
  parameter: Parameter,
  operation: Operation,
  value: string,
  keys: KeyFinder,
) {
  const found = check(withValue(draft, parameter, value), operation, keys).find(
    finding => finding.in === parameter.in && finding.name === parameter.name,
  );
  const stops = found?.severity === 'error' || value.trim() === '';
  if (!found && !stops) return undefined;
  const text = found
    ? findingWords(found)
    : l10n.t('{0} is required. Enter a value.', parameter.name);
  return { stops, text };
}

async function askFiles(draft: Draft, { body }: Operation): Promise<Draft | undefined> {
  if (body?.contentType !== 'multipart/form-data') return draft;
  let files = draft.files ?? {};
  for (const name of body.schema.required ?? []) {
    if (files[name]) continue;
    const file = await pickFile();
    if (!file) return undefined;
    files = { ...files, [name]: file };
  }
  return { ...draft, files };
}
