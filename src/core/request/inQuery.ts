import { writeJson, type WrittenJson } from '../body/writeJson';

type Scalar = string | number | boolean | null;

type InQuery =
  | { readonly ok: true; readonly value: Scalar | readonly Scalar[] | undefined }
  | Extract<WrittenJson, { readonly ok: false }>;

/**
 * A value as a query can hold it, which has only texts and lists: nested lists become one list, an object its JSON
 * text. So a draft's query is never deep, whoever made the draft.
 */
export function inQuery(given: unknown): InQuery {
  if (given === undefined || isScalar(given)) return { ok: true, value: given };
  const written = writeJson(given);
  if (!written.ok) return written;
  const value: unknown = JSON.parse(written.text);
  return { ok: true, value: Array.isArray(value) ? flatOf(value) : scalarOf(value) };
}

/** The entries of a list and of the lists in it, in order. */
export function flatOf(list: readonly unknown[]): readonly Scalar[] {
  const flat: Scalar[] = [];
  const open = [list.values()];
  for (let inner = open.at(-1); inner; inner = open.at(-1)) {
    const { done, value } = inner.next();
    if (done) open.pop();
    else if (Array.isArray(value)) open.push((value as unknown[]).values());
    else flat.push(scalarOf(value));
  }
  return flat;
}

const isScalar = (value: unknown): value is Scalar =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));

function scalarOf(value: unknown): Scalar {
  if (isScalar(value)) return value;
  const written = writeJson(value);
  return written.ok ? written.text : '';
}
