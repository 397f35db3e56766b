import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Exchange, JoboExplorerApi } from '../../src/api';
import { isSettled } from '../../src/core/exchange';
import { commands } from '../../src/names';
import type { ExchangeView, PanelView, RequestView } from '../../src/protocol';
import { collect, noteSwitch, run, until } from './support';

/** What a function of the editor is during one case; given back by {@link restoreAll}. */
const replaced: (() => void)[] = [];

export function replace<T extends object, K extends keyof T>(owner: T, name: K, by: T[K]): void {
  const original = owner[name];
  owner[name] = by;
  replaced.push(() => (owner[name] = original));
}

export function restoreAll(): void {
  for (const restore of replaced.splice(0).reverse()) restore();
}

/** The person's answers: to an input box, and to a list (by its label). */
export function answerInput(text: string | undefined): void {
  replace(vscode.window, 'showInputBox', () => Promise.resolve(text));
}

/** Answers every list; `asked` are their titles, `reasons` what stands in their boxes. */
export function answerList(choose: (label: string) => boolean) {
  const asked: string[] = [];
  const reasons: string[] = [];
  const answer = async (
    items: readonly (vscode.QuickPickItem | string)[] | Thenable<readonly vscode.QuickPickItem[]>,
    options?: vscode.QuickPickOptions,
  ) => {
    asked.push(options?.title ?? '');
    reasons.push(options?.placeHolder ?? '');
    return (await items).find(item => choose(typeof item === 'string' ? item : item.label));
  };
  replace(vscode.window, 'showQuickPick', answer as typeof vscode.window.showQuickPick);
  return { asked, reasons };
}

/** Everything that the editor's messages say from now on; nobody presses their buttons. */
export function hearMessages(): readonly string[] {
  const said: string[] = [];
  const say = (message: string) => {
    said.push(message);
    return Promise.resolve(undefined);
  };
  for (const name of ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const)
    replace(vscode.window, name, say as typeof vscode.window.showInformationMessage);
  return said;
}

type Listener = (message: unknown) => unknown;
interface Posted {
  readonly id?: number;
  readonly failure?: string;
  readonly event?: string;
  readonly value?: unknown;
  readonly result?: unknown;
}

/** A panel whose page is this test: it speaks the panel's own messages. */
export interface Page {
  /** Everything that the host has told the page. */
  readonly posted: readonly Posted[];
  /** The run and the request that the page would be showing now, of what it was told. */
  shown(): ExchangeView | undefined;
  request(): RequestView | undefined;
  /** Resolves with the host's answer. */
  call(name: string, params: unknown): Promise<Posted>;
}

/** Panels opened from now on are real ones, whose messages this test sends and reads. */
export function watchPanels(): () => Page {
  const original = vscode.window.createWebviewPanel.bind(vscode.window);
  let page: Page | undefined;
  const create = (...args: Parameters<typeof original>) => {
    const panel = original(...args);
    const posted: Posted[] = [];
    let listener: Listener = () => undefined;
    let last = 1_000_000;
    const isView = (value: unknown): value is PanelView =>
      typeof value === 'object' && value !== null && 'words' in value;
    const views = () => posted.map(({ value, result }) => value ?? result).filter(isView);
    page = {
      posted,
      shown: () => {
        const drawn = views().at(-1)?.exchange;
        const changed = posted.filter(({ event }) => event === 'exchange/changed');
        const later = changed.map(({ value }) => value as ExchangeView);
        return later.findLast(({ id }) => id === drawn?.id) ?? drawn;
      },
      request: () => views().at(-1)?.request,
      async call(name, params) {
        const id = (last += 1);
        listener({ id, call: name, params });
        await until(`an answer to ${name}`, () => posted.some(each => each.id === id));
        return posted.find(each => each.id === id)!;
      },
    };
    const webview = facade(panel.webview, {
      onDidReceiveMessage: (listen: Listener) => {
        listener = listen;
        return panel.webview.onDidReceiveMessage(listen);
      },
      postMessage: (message: Posted) => {
        posted.push(message);
        return panel.webview.postMessage(message);
      },
    });
    return facade(panel, { webview });
  };
  replace(vscode.window, 'createWebviewPanel', create);
  return () => page ?? assert.fail('no panel has been opened');
}

/** The object with some of its members exchanged; all else goes to the object itself. */
function facade<T extends object>(target: T, members: Readonly<Record<string, unknown>>): T {
  return new Proxy(target, {
    get(of, name) {
      if (typeof name === 'string' && Object.hasOwn(members, name)) return members[name];
      const value: unknown = Reflect.get(of, name, of);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
    set: (of, name, value) => Reflect.set(of, name, value, of),
  });
}

export type FixKind = NonNullable<Exchange['diagnosis']>['fixes'][number]['kind'];

/** Shows a run as History does (or finds it `shown`) and presses one of its remedies. */
export async function press(
  page: () => Page,
  { id, diagnosis }: Exchange,
  kind: FixKind,
  { shown = false } = {},
): Promise<Posted> {
  const index = diagnosis?.fixes.findIndex(fix => fix.kind === kind) ?? -1;
  const offered = diagnosis?.fixes.map(fix => fix.kind).join(', ') ?? 'nothing';
  assert.ok(index >= 0, `${kind} is not offered, but ${offered}`);
  if (!shown) await run(commands.showExchange, id);
  noteSwitch();
  return page().call('fix/apply', { exchangeId: id, index });
}

/** Presses a remedy and resolves with the new run, settled. */
export async function pressAndWait(
  api: JoboExplorerApi,
  page: () => Page,
  exchange: Exchange,
  kind: FixKind,
): Promise<Exchange> {
  const { seen, stop } = collect(api);
  try {
    const { failure } = await press(page, exchange, kind);
    assert.equal(failure, undefined);
    // Checking a key is a run of its own.
    const next = () => seen.filter(({ purpose }) => purpose === undefined);
    const done = () => next().find(each => each.id !== exchange.id && isSettled(each));
    await until(`the run that ${kind} starts`, () => done() !== undefined);
    return done()!;
  } finally {
    stop();
  }
}
