import type { Operation } from '../../core/catalog/operation';
import { idempotencyHeader } from '../../core/catalog/idempotencyKey';
import type { Draft } from '../../core/request/draft';
import { askParameter, textOf, withValue, type KnownValues } from './askParameter';
import { pickFile } from './pickFile';

/**
 * Asks for the required parameters and files of an operation, one input each. Esc cancels; Back goes back a step.
 * @param all also asks for parameters that the draft has already
 * @returns the completed draft; undefined when the person cancelled: then nothing must be sent
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
