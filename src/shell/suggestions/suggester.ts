import { l10n } from 'vscode';
import type { Operation, Parameter } from '../../core/catalog/operation';
import type { IdThing } from '../../core/diagnosis/fix';
import type { ValuePlace } from '../../core/request/valuePlace';
import { matching, plain } from '../../core/vocabulary/suggestion';
import { listedAt } from '../../core/vocabulary/listed';
import { hasSuggestions, sourceAt } from '../../core/vocabulary/sources';
import type { Vocabulary } from '../../core/vocabulary/vocabulary';
import type { Calls } from '../../protocol';
import type { Keys } from '../profiles/keys';
import type { ProfileStore } from '../profiles/profileStore';
import { seenIds, type SeenIdsParts } from './seenIds';
import { suggestionDetail, suggestionsNote, sampleName } from '../words/suggestionWords';

export interface SuggesterParts extends SeenIdsParts {
  readonly profiles: ProfileStore;
  readonly keys: Keys;
}

type Suggestions = Calls['field/suggest']['result'];

/** Values for what is typed into a field, worded: of the active profile, from wherever they are known. */
export class Suggester {
  readonly #parts: SuggesterParts;
  readonly #vocabulary: Vocabulary;

  constructor(parts: SuggesterParts, vocabulary: Vocabulary) {
    this.#parts = parts;
    this.#vocabulary = vocabulary;
  }

  async suggest(operation: Operation, at: ValuePlace, query: string): Promise<Suggestions> {
    const source = sourceAt(operation, at);
    if (!source) return { suggestions: [] };
    await this.#parts.keys.ready();
    // What is typed may be sent as a query: a key pasted into a field is not.
    if (this.#parts.keys.known.holds(query)) return { suggestions: [] };
    switch (source.kind) {
      case 'ids':
        return this.#ids(operation, at, source.thing, query);
      case 'listed':
        return worded({ suggestions: matching(listedAt(operation, at), query) });
      case 'filters':
      case 'options':
      case 'places':
      case 'companies':
      case 'occupations': {
        const { active } = this.#parts.profiles;
        const listed = listedAt(operation, at);
        return worded(await this.#vocabulary.suggest(active, source, query, listed));
      }
    }
  }

  /** For one parameter, without notes: undefined where nothing is known of it. Never rejects: suggestions only help. */
  suggestFor(operation: Operation, { in: place, name }: Parameter) {
    const at = { in: place, name, pointer: '' } as const;
    if (!hasSuggestions(operation, at)) return undefined;
    return (query: string): Promise<Suggestions['suggestions']> =>
      this.suggest(operation, at, query).then(
        ({ suggestions }) => suggestions,
        () => [],
      );
  }

  async #ids(
    operation: Operation,
    { name }: ValuePlace,
    thing: IdThing,
    query: string,
  ): Promise<Suggestions> {
    const { active } = this.#parts.profiles;
    const seen = await seenIds(this.#parts, active.name, thing);
    const { example } = operation.parameters.find(parameter => parameter.name === name) ?? {};
    // The sandbox has what the description shows; anywhere else such an id is of nothing.
    const shown = active.kind === 'sandbox' && typeof example === 'string';
    const ids = seen.length === 0 && shown ? [{ id: example, title: sampleName(thing) }] : seen;
    if (ids.length === 0)
      return { suggestions: [], note: l10n.t('Ids stand here once an answer has shown some.') };
    const wanted = plain(query);
    const suggestions = ids
      .filter(({ id, title }) => plain(`${id} ${title}`).includes(wanted))
      .map(({ id, title }) =>
        title === '' ? { value: id, label: id } : { value: id, label: title, detail: id },
      );
    return { suggestions };
  }
}

function worded(found: Awaited<ReturnType<Vocabulary['suggest']>>): Suggestions {
  const note = suggestionsNote(found);
  const suggestions = found.suggestions.map(suggestion => {
    const detail = suggestionDetail(suggestion);
    const { value, label = value } = suggestion;
    return { value, label, ...(detail !== undefined && { detail }) };
  });
  return { suggestions, ...(note !== undefined && { note }) };
}
