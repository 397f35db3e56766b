import { commands, l10n, window, type Disposable } from 'vscode';
import { masked, type Log } from './log';
import type { Tell } from './tell';

/** Where commands report a failure. */
export interface CommandParts {
  readonly log: Log;
  readonly tell: Tell;
}

/** An expected failure, with a sentence for the person. Anything else that is thrown is a bug. */
export class Refusal extends Error {}

/**
 * Registers a command. A {@link Refusal} is shown as a message; where another extension called with arguments, the
 * command rejects instead. Keys are masked in errors, since the editor logs them.
 */
export function register(
  { log, tell }: CommandParts,
  id: string,
  run: (...args: unknown[]) => unknown,
): Disposable {
  return commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      return await run(...args);
    } catch (thrown) {
      await tell.ready();
      const failure = masked(
        thrown instanceof Error ? thrown : new Error(String(thrown)),
        tell.mask,
      );
      if (!(thrown instanceof Refusal)) {
        log.error(failure);
        throw failure;
      }
      if (args.length > 0 && !isRow(args[0])) throw failure;
      tell.error(failure.message);
      return undefined;
    }
  });
}

/** Menus of the views pass the clicked row: then it was a person, not another extension. */
const isRow = (argument: unknown): boolean =>
  typeof argument === 'object' && argument !== null && 'kind' in argument;

/** Asks with the safe answer first. False where the question is dismissed or cannot be shown. */
export async function confirm(question: string, safe: string, act: string): Promise<boolean> {
  const choice = await window
    .showQuickPick([{ label: safe }, { label: act }], {
      title: question,
      placeHolder: l10n.t('Choose what to do'),
    })
    .then(
      picked => picked?.label,
      () => undefined,
    );
  return choice === act;
}
