import { validators, type Validator } from '../generated/validators';

/**
 * Checks `{ path, query, headers, body }` of a request to one operation. A file of its own in the extension
 * (esbuild.mjs), read with the first call.
 */
export function validatorOf(operationId: string): Validator {
  const validator = validators[operationId];
  if (!validator) throw new Error(`no validator for ${operationId}: run npm run generate`);
  return validator;
}
