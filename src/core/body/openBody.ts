import { toUtf8 } from '../charset/toUtf8';
import { isJsonType, mayBeJson } from './badge';
import { BodyModel } from './bodyModel';
import { indexJson, type JsonIndex } from './jsonIndex';
import { skipSpace } from './jsonTokens';

const nothing: JsonIndex = {
  length: 0,
  at: new Uint32Array(0),
  size: new Uint32Array(0),
  tooDeep: false,
};

/**
 * Opens any bytes, up to 50 MB (offsets are 32-bit), and never throws. JSON becomes a tree, whatever the content type
 * says; broken JSON too, up to its fault, if the content type says JSON. All else is text. The bytes are kept, not
 * copied, and must not change.
 */
export function openBody(received: Uint8Array, contentType: string): BodyModel {
  const bytes = toUtf8(received, contentType);
  if (bytes.length === 0) return new BodyModel('none', bytes, nothing, 0);
  const index = mayBeJson(bytes, contentType) ? indexJson(bytes, skipSpace(bytes, 0)) : nothing;
  if (index.length > 0 && index.error === undefined)
    return new BodyModel('json', bytes, index, bytes.length);
  // Broken JSON: the tree shows what was read, and lines show the rest from the faulty member or item on.
  if (isJsonType(contentType) && index.length > 1 && index.rest !== undefined) {
    return new BodyModel('json', bytes, index, index.rest);
  }
  return new BodyModel('text', bytes, nothing, 0);
}
