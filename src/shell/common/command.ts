import { commands, l10n, window, type Disposable } from 'vscode';
import { masked, type Log } from './log';
import type { Tell } from './tell';

/** Where commands tell that they have failed. */
export interface CommandParts {
  readonly log: Log;
  readonly tell: Tell;
}

/** A failure with a sentence for the person; anything else that is thrown is a bug. */
export class Refusal extends Error {}

/**
 * Registers a command. A {@link Refusal} is shown to the person who clicked, and rejects for the extension that called
 * with arguments. The editor writes down what is thrown: it holds no key, also where an argument did.
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

/** Menus of the views pass the row that was clicked: there is a person to tell. */
const isRow = (argument: unknown): boolean =>
  typeof argument === 'object' && argument !== null && 'kind' in argument;

/** A question with the safe choice first; dismissed, or impossible to show, is no. */
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
