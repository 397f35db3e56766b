import {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  MarkdownString,
  Range,
  SnippetString,
  type CancellationToken,
  type CompletionItemProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { pointerOf } from '../../core/common/pointer';
import { jsonPlaceAt, type JsonPlace } from '../../core/body/jsonPlace';
import type { Operation, Schema } from '../../core/catalog/operation';
import { bodySchemaAt, membersAt, typesOf, valuesOf } from '../../core/request/bodySuggestions';
import { hasSuggestions } from '../../core/vocabulary/sources';
import type { Suggester } from '../suggestions/suggester';
import { memberDetail } from '../words/bodyWords';
import { operationAt } from './draftAddress';

/** Characters that open the suggestions when they are typed. */
export const bodyTriggers = ['"', ':', ' '] as const;

/** Suggests members and values in the body of a draft, from the schema and from the API's vocabulary. */
export class BodyCompletion implements CompletionItemProvider {
  readonly #suggester: Pick<Suggester, 'suggest'>;

  constructor(suggester: Pick<Suggester, 'suggest'>) {
    this.#suggester = suggester;
  }

  async provideCompletionItems(
    document: TextDocument,
    position: Position,
    token: CancellationToken,
  ): Promise<CompletionList | undefined> {
    const operation = operationAt(document.uri);
    const text = document.getText();
    const place = operation && jsonPlaceAt(text, document.offsetAt(position));
    if (!operation || !place) return undefined;
    const range = new Range(document.positionAt(place.start), document.positionAt(place.end));
    if (place.role === 'name')
      return new CompletionList(membersAt(operation, place).map(memberItem(place, range)));
    const at = { in: 'body', name: '', pointer: pointerOf(place.keys) } as const;
    const schema = bodySchemaAt(operation, place.keys);
    const takesText = schema !== undefined && !typesOf(schema).includes('array');
    if (takesText && hasSuggestions(operation, at)) {
      const items = await this.#vocabulary(operation, at, place, range, document, position);
      return token.isCancellationRequested ? undefined : items;
    }
    if (!schema) return undefined;
    return new CompletionList(valuesOf(schema).map(valueItem(place, range, schema)));
  }

  async #vocabulary(
    operation: Operation,
    at: Parameters<Suggester['suggest']>[1],
    place: JsonPlace,
    range: Range,
    document: TextDocument,
    position: Position,
  ): Promise<CompletionList> {
    const { suggestions, note } = await this.#suggester.suggest(operation, at, place.typed);
    const typed = document.getText(new Range(range.start, position));
    const items = suggestions.map(({ value, label, detail }, index) => {
      const item = new CompletionItem(
        detail === undefined ? label : { label, description: detail },
        CompletionItemKind.Value,
      );
      item.insertText = JSON.stringify(value) + commaFor(place);
      item.range = range;
      // The items are filtered already, by accents and titles of ids too: the editor's own filter must keep them all.
      item.filterText = typed;
      item.sortText = String(index).padStart(5, '0');
      if (note !== undefined) item.documentation = note;
      return item;
    });
    return new CompletionList(items, true);
  }
}

const memberItem =
  (place: JsonPlace, range: Range) =>
  ({ name, schema, required }: ReturnType<typeof membersAt>[number], index: number) => {
    const item = new CompletionItem(
      { label: name, description: memberDetail(schema, required) },
      CompletionItemKind.Property,
    );
    item.range = range;
    item.filterText = JSON.stringify(name);
    item.sortText = String(index).padStart(5, '0');
    item.documentation = describe(schema);
    if (place.before === 'colon') item.insertText = JSON.stringify(name);
    else {
      item.insertText = memberSnippet(name, schema, commaFor(place));
      // Opens the suggestions for the value at once.
      item.command = { command: 'editor.action.triggerSuggest', title: '' };
    }
    return item;
  };

function memberSnippet(name: string, schema: Schema, comma: string): SnippetString {
  const [open, close] = bracketsFor(schema);
  return new SnippetString()
    .appendText(`${JSON.stringify(name)}: ${open}`)
    .appendTabstop(1)
    .appendText(close + comma);
}

function bracketsFor(schema: Schema): readonly [string, string] {
  const types = typesOf(schema);
  if (types.includes('array')) return ['[', ']'];
  if (types.includes('object') || schema.properties) return ['{', '}'];
  return types.includes('string') && !schema.enum ? ['"', '"'] : ['', ''];
}

const valueItem =
  (place: JsonPlace, range: Range, schema: Schema) => (json: string, index: number) => {
    const item = new CompletionItem(json, CompletionItemKind.Value);
    item.insertText = json + commaFor(place);
    item.range = range;
    item.sortText = String(index).padStart(5, '0');
    item.documentation = describe(schema);
    return item;
  };

const commaFor = ({ before }: JsonPlace): string =>
  before === 'text' || before === 'word' || before === 'open' ? ',' : '';

/** The schema's description as untrusted Markdown, so that its links run no commands. */
const describe = ({ description = '' }: Schema): MarkdownString | string =>
  description === '' ? '' : new MarkdownString(description);
