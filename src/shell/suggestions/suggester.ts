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

/** Suggests values for the text in a field, with labels and notes, by what the active profile's sources know. */
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
    // The text may be sent to the API as a query, so a key that was pasted must stop here.
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

  /** Suggests for one parameter, without notes; undefined where it has no suggestions. The function never rejects. */
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
    // The example id of the API's description exists in the sandbox only.
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
