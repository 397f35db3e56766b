import { CodeActionKind, languages } from 'vscode';
import { draftScheme } from '../../names';
import type { Completer } from '../suggestions/suggester';
import type { Drafts } from '../requests/drafts';
import type { KeyPlace } from '../requests/findingFix';
import { BodyChecks } from './bodyChecks';
import { BodyCompletion, bodyTriggers } from './bodyCompletion';
import { BodyFixes } from './bodyFixes';
import { DraftFiles } from './draftFiles';

interface Options {
  readonly drafts: Drafts;
  readonly keyPlace: () => KeyPlace;
  readonly completer: Pick<Completer, 'complete'>;
  readonly failed: (failure: unknown) => void;
}

/** Bodies of drafts in the editor: as files, with choices, checks and quick fixes. */
export function registerBodyEditor({
  drafts,
  keyPlace,
  completer,
  failed,
}: Options): { dispose(): unknown }[] {
  const bodies = { scheme: draftScheme, language: 'json' };
  return [
    new DraftFiles({ drafts, keys: keyPlace().keys, failed }),
    new BodyChecks(drafts, keyPlace().keys),
    languages.registerCompletionItemProvider(
      bodies,
      new BodyCompletion(completer),
      ...bodyTriggers,
    ),
    languages.registerCodeActionsProvider(bodies, new BodyFixes(drafts, keyPlace), {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    }),
  ];
}
