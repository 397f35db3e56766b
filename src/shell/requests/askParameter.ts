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

/** Sources of values for a parameter. */
export interface KnownValues {
  /** Values sent lately, newest first. */
  recent(name: string): readonly string[];
  /** A function that suggests values for the typed text; undefined where the parameter has no suggestions. */
  suggest(parameter: Parameter): ((query: string) => Promise<readonly Suggested[]>) | undefined;
  /** Recognises keys, which are refused as values. */
  readonly keys: KeyFinder;
}

/** One parameter to ask for: input `step` (from 1) of `of` inputs. */
export interface Question {
  readonly draft: Draft;
  readonly parameter: Parameter;
  readonly operation: Operation;
  readonly step: number;
  readonly of: number;
}

/** Undefined where the person leaves. */
export type Answer = { readonly value: string } | 'back' | undefined;

/** Asks for the value of a parameter: with a list where values are known or suggested, else with an input box. */
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

/** The draft's value of a parameter as text; empty where it has none. */
export function textOf(draft: Draft, { in: place, name }: Parameter): string {
  const value = (draft[placeOf[place]] as Readonly<Record<string, unknown>>)[name];
  return value === undefined ? '' : exampleText(value);
}

export function withValue(draft: Draft, { in: place, name }: Parameter, value: string): Draft {
  const key = placeOf[place];
  return { ...draft, [key]: { ...draft[key], [name]: value } };
}

/** What is wrong with a value; undefined for a good one. `stops`: it cannot be sent. */
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

/** Sets title, steps and the Back button of an input. */
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
      // A value with a warning may be sent; only one that cannot be sent keeps the input open.
      if (found?.stops === true) input.validationMessage = found.text;
      else end({ value: input.value });
    });
    input.onDidHide(() => end(undefined));
    input.show();
  });
}

type Item = QuickPickItem & { readonly value?: string };

/** Asks with a list: the typed value first, then recent and allowed values, then suggestions. */
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
      // The text has changed since: its own suggestions come later.
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
    // The server may have matched another name: the editor must not filter these again.
    ...others.map(each => ({
      label: each.label,
      value: each.value,
      alwaysShow: true,
      ...(each.detail !== undefined && { description: each.detail }),
    })),
  ];
}

/** Returns a function that answers once and closes the input. */
function settle(input: QuickInput, done: (answer: Answer) => void): (answer: Answer) => void {
  let ended = false;
  return answer => {
    if (ended) return;
    ended = true;
    done(answer);
    input.dispose();
  };
}
