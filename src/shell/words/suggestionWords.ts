import { l10n } from 'vscode';
import type { IdThing } from '../../core/diagnosis/fix';
import type { Suggestion } from '../../core/vocabulary/suggestion';
import type { Suggestions } from '../../core/vocabulary/vocabulary';
import { age, plainNumber } from './figures';

/** The detail beside a suggestion: "912 jobs", "Portugal", or the value where a label stands for it. */
export function suggestionDetail({ value, label, count, within }: Suggestion): string | undefined {
  if (count === undefined) return label === undefined ? within : value;
  return count === 1 ? l10n.t('1 job') : l10n.t('{0} jobs', plainNumber(count));
}

/** A title for the API description's example id, which exists in the sandbox. */
export function sampleName(thing: IdThing): string {
  switch (thing) {
    case 'job':
      return l10n.t('A job of the sandbox');
    case 'company':
      return l10n.t('A company of the sandbox');
    case 'application':
      return l10n.t('An application of the sandbox');
  }
}

/** Why the suggestions are not fresh from the API, or why there are none; undefined where they are fresh. */
export function suggestionsNote({ suggestions, why, ageMs }: Suggestions): string | undefined {
  if (why === undefined || why === 'superseded') return undefined;
  if (ageMs !== undefined) return keptNote(why, age(ageMs));
  const none = suggestions.length === 0;
  switch (why) {
    case 'tooShort':
      return none ? l10n.t('Type two letters or more.') : undefined;
    case 'noKey':
      return none
        ? l10n.t('Type a value; suggestions come with a key.')
        : l10n.t('These are the documented values; set an API key to see all.');
    case 'off':
      return none ? l10n.t('Type a value; online suggestions are off in the settings.') : undefined;
    case 'held':
      return none
        ? l10n.t('The API asked us to wait. Type a value; suggestions come again later.')
        : l10n.t('The API asked us to wait; these are the documented values.');
    case 'rejected':
      return none
        ? l10n.t('The API did not accept the key. Type a value, or check the key.')
        : l10n.t('The API did not accept the key; these are the documented values.');
    case 'failed':
      return none
        ? l10n.t('The API could not be asked. Type a value; suggestions come when it answers.')
        : l10n.t('The API could not be asked; these are the documented values.');
  }
}

function keptNote(why: NonNullable<Suggestions['why']>, old: string): string | undefined {
  switch (why) {
    case 'held':
      return l10n.t('The API asked us to wait; these are kept values, asked for {0}.', old);
    case 'noKey':
      return l10n.t('There is no key; these are kept values, asked for {0}.', old);
    case 'rejected':
      return l10n.t('The API did not accept the key; these are kept values, asked for {0}.', old);
    case 'off':
      return l10n.t('Online suggestions are off; these are kept values, asked for {0}.', old);
    case 'failed':
      return l10n.t('The API could not be asked; these are kept values, asked for {0}.', old);
    case 'tooShort':
    case 'superseded':
      return undefined;
  }
}
