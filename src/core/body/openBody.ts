import { utf8InSteps } from '../charset/toUtf8';
import { atOnce, type Steps } from '../common/steps';
import { isJsonType, mayBeJson } from './badge';
import { BodyModel } from './bodyModel';
import { indexJsonInSteps, type JsonIndex } from './jsonIndex';
import { skipSpaceInSteps } from './jsonTokens';

const nothing: JsonIndex = {
  length: 0,
  at: new Uint32Array(0),
  size: new Uint32Array(0),
  long: new Map(),
  tooDeep: false,
};

/**
 * Opens any bytes, up to 50 MB (offsets are 32-bit), and never throws. JSON becomes a tree, whatever the content type
 * says; broken JSON too, up to its fault, if the content type says JSON. All else is text. The bytes are kept, not
 * copied, and must not change.
 */
export const openBody = (received: Uint8Array, contentType: string): BodyModel =>
  atOnce(openBodyInSteps(received, contentType));

/** Opens bytes as `openBody` does. */
export function* openBodyInSteps(received: Uint8Array, contentType: string): Steps<BodyModel> {
  const bytes = yield* utf8InSteps(received, contentType);
  if (bytes.length === 0) return yield* BodyModel.open('none', bytes, nothing, 0);
  const index = (yield* mayBeJson(bytes, contentType))
    ? yield* indexJsonInSteps(bytes, yield* skipSpaceInSteps(bytes, 0))
    : nothing;
  if (index.length > 0 && index.error === undefined)
    return yield* BodyModel.open('json', bytes, index, bytes.length);
  // Broken JSON: the tree shows what was read, and lines show the rest from the faulty member or item on.
  if (isJsonType(contentType) && index.length > 1 && index.rest !== undefined) {
    return yield* BodyModel.open('json', bytes, index, index.rest);
  }
  return yield* BodyModel.open('text', bytes, nothing, 0);
}
