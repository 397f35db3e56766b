import { editJson } from '../../../core/request/editJson';
import { kindOf } from '../../../core/request/jsonParts';
import { parseJson } from '../../../core/request/parseJson';
import type { Raw } from '../rawValue';

/** What the form makes of the text of a body. */
export type BodyText =
  | { readonly kind: 'members'; readonly raw: string }
  /** Not JSON; its finding says where. `position` counts UTF-16 code units from the start. */
  | { readonly kind: 'broken'; readonly position: number }
  /** JSON, but not an object. */
  | { readonly kind: 'other' };

export function readBody(text: string): BodyText {
  if (text.trim() === '') return { kind: 'members', raw: '{}' };
  const parsed = parseJson(text);
  if (!parsed.ok) return { kind: 'broken', position: parsed.position };
  return kindOf(text) === 'object' ? { kind: 'members', raw: text.trim() } : { kind: 'other' };
}

/** The text with another value of one member; everything else stays as it was. */
export const withBodyMember = (text: string, name: string, value: Raw): string =>
  editJson(text, [name], value);
