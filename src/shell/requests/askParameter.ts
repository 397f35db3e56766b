import {
  l10n,
  QuickInputButtons,
  window,
  type InputBox,
  type QuickInput,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';
import { resolve } from '../../core/catalog/catalog';
import type { Operation, Parameter } from '../../core/catalog/operation';
import type { KeyFinder } from '../../core/keys/keyMark';
import { check } from '../../core/request/check';
import type { Draft } from '../../core/request/draft';
import { exampleText } from '../../core/request/exampleText';
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

/** One parameter of a request, and which of the inputs it is. */
export interface Question {
  readonly draft: Draft;
  readonly parameter: Parameter;
  readonly operation: Operation;
  readonly step: number;
  readonly of: number;
}

/** Undefined: the person leaves. */
export type Answer = { readonly value: string } | 'back' | undefined;

/** Asks for the value of a parameter: in a list where something is known of it, else in a field. */
export function askParameter(question: Question, values: KnownValues): Promise<Answer> {
  const { draft, parameter } = question;
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
  const problemOf = (value: string) => problem(question, value, values.keys);
  return known.length === 0 && !suggest
    ? typed(question, problemOf)
    : chosen(question, problemOf, known, suggest);
}

const placeOf = { path: 'path', query: 'query', header: 'headers' } as const;

/** What a draft has for a parameter; empty where nothing. */
export function textOf(draft: Draft, { in: place, name }: Parameter): string {
  const value = (draft[placeOf[place]] as Readonly<Record<string, unknown>>)[name];
  return value === undefined ? '' : exampleText(value);
}

export function withValue(draft: Draft, { in: place, name }: Parameter, value: string): Draft {
  const key = placeOf[place];
  return { ...draft, [key]: { ...draft[key], [name]: value } };
}

/** What is wrong with a value, and whether it can be sent all the same. */
type ProblemOf = (value: string) => { readonly stops: boolean; readonly text: string } | undefined;

function problem(
  { draft, parameter, operation }: Question,
  value: string,
  keys: KeyFinder,
): ReturnType<ProblemOf> {
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

/** Title, steps and the arrow that goes back one. */
function outfit(
  input: InputBox | QuickPick<Item>,
  { operation, parameter, step, of }: Question,
): void {
  input.title = `${operation.method} ${operation.summary}: ${parameter.name}`;
  input.step = step;
  input.totalSteps = of;
  input.ignoreFocusOut = true;
  if (step > 1) input.buttons = [QuickInputButtons.Back];
}

function typed(question: Question, problemOf: ProblemOf): Promise<Answer> {
  const { draft, parameter } = question;
  const input = window.createInputBox();
  outfit(input, question);
  input.prompt = withDoubt(parameter.description, parameter.confidence === 'low');
  input.value = textOf(draft, parameter);
  if (parameter.example !== undefined)
    input.placeholder = l10n.t('for example {0}', exampleText(parameter.example));
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

type Item = QuickPickItem & { readonly value?: string };

/** Values used lately, or the legal ones, and what is suggested, after what is typed. */
function chosen(
  question: Question,
  problemOf: ProblemOf,
  known: readonly string[],
  suggest: ReturnType<KnownValues['suggest']>,
): Promise<Answer> {
  const pick = window.createQuickPick<Item>();
  outfit(pick, question);
  pick.placeholder = withDoubt(
    question.parameter.description,
    question.parameter.confidence === 'low',
  );
  let suggested: readonly Suggested[] = [];
  let ended = false;
  const offer = (value: string) => {
    pick.items = itemsFor(value, problemOf, known, suggested);
    void suggest?.(value).then(found => {
      // Typing has gone on: the answer to that comes later.
      if (ended || pick.value !== value) return;
      suggested = found;
      pick.items = itemsFor(value, problemOf, known, suggested);
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

function itemsFor(
  value: string,
  problemOf: ProblemOf,
  known: readonly string[],
  suggested: readonly Suggested[],
): readonly Item[] {
  const own = value !== '' && !known.includes(value);
  const found = own ? problemOf(value) : undefined;
  const typedItem = { label: value, detail: found?.text ?? l10n.t('as typed'), alwaysShow: true };
  const others = suggested.filter(each => !known.includes(each.value) && each.value !== value);
  return [
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
