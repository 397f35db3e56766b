import { jsonExcerpt } from '../../core/body/writeJson';
import type { DraftView } from '../../protocol';

/** What is filled in, in one line: "q golang · page_size 640 · { "queries": … }". */
export function summaryOf(draft: DraftView): string {
  const values = [draft.path, draft.query, draft.headers].flatMap(part => Object.entries(part));
  const parts = values.map(([name, value]) => `${name} ${showList(value).join(', ')}`.trim());
  const files = Object.values(draft.files).map(file => file.name);
  // 400 characters fill one line of any screen.
  const body = (draft.body ?? '').slice(0, 400).replace(/\s+/g, ' ').trim();
  return [...parts, ...files, body]
    .filter(part => part !== '')
    .join(' · ')
    .slice(0, 400);
}

const showScalar = (value: unknown): string =>
  typeof value === 'string' ? value : jsonExcerpt(value, 400);

/** The values of a list, or the one value, as texts. */
function showList(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map(showScalar) : [showScalar(value)];
}
