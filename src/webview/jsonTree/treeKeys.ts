import type { Row } from '../../core/body/rows';

export type Move = { readonly to: number } | { readonly toggle: number };

interface Place {
  readonly active: number;
  readonly total: number;
  /** Rows in one screen. */
  readonly page: number;
  readonly get: (row: number) => Row | undefined;
}

/** What a key does in the tree, after the ARIA tree pattern; undefined: nothing. */
export function moveOf(key: string, { active, total, page, get }: Place): Move | undefined {
  const to = (row: number): Move => ({ to: Math.max(0, Math.min(total - 1, row)) });
  const row = get(active);
  switch (key) {
    case 'ArrowDown':
      return to(active + 1);
    case 'ArrowUp':
      return to(active - 1);
    case 'PageDown':
      return to(active + page);
    case 'PageUp':
      return to(active - page);
    case 'Home':
      return to(0);
    case 'End':
      return to(total - 1);
    case 'Enter':
    case ' ':
      return row?.open === undefined ? undefined : { toggle: active };
    case 'ArrowRight':
      if (row?.open === false) return { toggle: active };
      return row?.open === true ? to(active + 1) : undefined;
    case 'ArrowLeft':
      if (row?.open === true) return { toggle: active };
      return row === undefined ? undefined : to(parentOf(active, row.depth, get));
    default:
      return undefined;
  }
}

/** The nearest row above that is less deep, or the first row above that has not been fetched. */
function parentOf(row: number, depth: number, get: (row: number) => Row | undefined): number {
  for (let above = row - 1; above >= 0; above--) {
    const candidate = get(above);
    if (candidate === undefined || candidate.depth < depth) return above;
  }
  return row;
}
