import type { DraftView } from '../protocol';

/** Equal for two drafts that would be sent alike. The order of names does not count; the order in lists does. */
export function draftKey(draft: DraftView): string {
  const { operationId, path, query, headers, body = '', files } = draft;
  return JSON.stringify([operationId, path, query, headers, body, files], sorted);
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
