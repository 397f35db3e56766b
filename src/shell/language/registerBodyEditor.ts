import { CodeActionKind, languages } from 'vscode';
import { draftScheme } from '../../names';
import type { Suggester } from '../suggestions/suggester';
import type { Drafts } from '../requests/drafts';
import type { KeyPlace } from '../requests/findingFix';
import { BodyChecks } from './bodyChecks';
import { BodyCompletion, bodyTriggers } from './bodyCompletion';
import { BodyFixes } from './bodyFixes';
import { DraftFiles } from './draftFiles';

interface Options {
  readonly drafts: Drafts;
  readonly keyPlace: () => KeyPlace;
  readonly suggester: Pick<Suggester, 'suggest'>;
  readonly failed: (failure: unknown) => void;
}

/** Registers the editor for the bodies of drafts: as files, with suggestions, checks and quick fixes. */
export function registerBodyEditor({
  drafts,
  keyPlace,
  suggester,
  failed,
}: Options): { dispose(): unknown }[] {
  const bodies = { scheme: draftScheme, language: 'json' };
  return [
    new DraftFiles({ drafts, keys: keyPlace().keys, failed }),
    new BodyChecks(drafts, keyPlace().keys),
    languages.registerCompletionItemProvider(
      bodies,
      new BodyCompletion(suggester),
      ...bodyTriggers,
    ),
    languages.registerCodeActionsProvider(bodies, new BodyFixes(drafts, keyPlace), {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    }),
  ];
}
