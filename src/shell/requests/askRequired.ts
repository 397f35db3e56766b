import type { Operation } from '../../core/catalog/operation';
import { idempotencyHeader } from '../../core/request/build';
import type { Draft } from '../../core/request/draft';
import { askParameter, textOf, withValue, type KnownValues } from './askParameter';
import { pickFile } from './pickFile';

/**
 * Asks for the required parameters of an operation, one input each; Esc cancels, the arrow goes back a step.
 * @param all also for those that the draft already has; else only for what is missing
 * @returns the completed draft, or undefined when the person cancelled: nothing is to be sent then
 */
export async function askRequired(
  start: Draft,
  operation: Operation,
  values: KnownValues,
  { all }: { readonly all: boolean },
): Promise<Draft | undefined> {
  const asked = operation.parameters.filter(
    p => p.required && p.name !== idempotencyHeader && (all || textOf(start, p) === ''),
  );
  let draft = start;
  for (let step = 0; step < asked.length;) {
    const parameter = asked[step];
    if (!parameter) break;
    const question = { draft, parameter, operation, step: step + 1, of: asked.length };
    const answer = await askParameter(question, values);
    if (answer === undefined) return undefined;
    if (answer === 'back') {
      step = Math.max(0, step - 1);
      continue;
    }
    draft = withValue(draft, parameter, answer.value);
    step += 1;
  }
  return askFiles(draft, operation);
}

async function askFiles(draft: Draft, { body }: Operation): Promise<Draft | undefined> {
  if (body?.contentType !== 'multipart/form-data') return draft;
  let files = draft.files ?? {};
  for (const name of body.schema.required ?? []) {
    if (files[name]) continue;
    const file = await pickFile();
    if (!file) return undefined;
    files = { ...files, [name]: file };
  }
  return { ...draft, files };
}
