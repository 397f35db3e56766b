import { useMemo, useRef, useState } from 'preact/hooks';
import type { ExchangeView } from '../../protocol';
import type { Host } from '../host/host';
import { RowCache } from './rowCache';

interface SearchResult {
  readonly query: string;
  readonly hits: number;
  readonly nth: number;
}

/** The folded body as the tree draws it. */
export interface Rows {
  readonly total: number;
  /** The row with the focus. */
  readonly active: number;
  readonly found: SearchResult | undefined;
  /** Grows each time that the active row is to be scrolled into view. */
  readonly revealed: number;
  readonly cache: RowCache;
  readonly activate: (row: number) => void;
  readonly toggle: (row: number) => void;
  readonly foldAll: (open: boolean) => void;
  /** An empty query ends the search. */
  readonly search: (query: string, backwards: boolean) => void;
  readonly copy: (row: number) => void;
}

export function useRows(
  host: Host,
  { id: exchangeId, body }: Pick<ExchangeView, 'id' | 'body'>,
  onFailure: (reason: unknown) => void,
): Rows {
  const cache = useCache(host, exchangeId, body, onFailure);
  const { total } = cache;
  const { active, revealed, goTo } = useActiveRow();
  const { found, search } = useSearch(host, exchangeId, active, (newTotal, row) => {
    cache.drop(newTotal);
    goTo(row);
  });
  const run = (work: () => Promise<void>) => {
    work().catch(onFailure);
  };

  return {
    total,
    active: Math.min(active, Math.max(0, total - 1)),
    found,
    revealed,
    cache,
    activate: goTo,
    toggle: row =>
      run(async () => {
        cache.drop((await host.call('body/toggle', { exchangeId, row })).total);
      }),
    foldAll: open =>
      run(async () => {
        cache.drop((await host.call('body/foldAll', { exchangeId, open })).total);
        goTo(0);
      }),
    search: (query, backwards) => run(() => search(query, backwards)),
    copy: row =>
      run(async () => {
        await host.call('body/copy', { exchangeId, row });
      }),
  };
}

/** The rows of the body that are here. */
function useCache(
  host: Host,
  exchangeId: string,
  body: ExchangeView['body'],
  onFailure: (reason: unknown) => void,
): RowCache {
  const [, redraw] = useState(0);
  const cache = useMemo(
    () =>
      new RowCache((from, count) => host.call('body/rows', { exchangeId, from, count }), {
        changed: () => redraw(n => n + 1),
        failed: onFailure,
      }),
    [host, exchangeId, onFailure],
  );
  useMemo(() => cache.begin(body.rows, body.first), [cache, body]);
  return cache;
}

function useActiveRow() {
  const [active, setActive] = useState(0);
  const [revealed, setRevealed] = useState(0);
  const goTo = (row: number) => {
    setActive(row);
    setRevealed(n => n + 1);
  };
  return { active, revealed, goTo };
}

/** The same query again goes on from the active row; another query starts at the top. */
function useSearch(
  host: Host,
  exchangeId: string,
  active: number,
  onHit: (total: number, row: number) => void,
) {
  const [found, setFound] = useState<SearchResult>();
  const lastQuery = useRef('');
  const newest = useRef(0);
  const search = async (query: string, backwards: boolean): Promise<void> => {
    const own = ++newest.current;
    if (query === '') {
      setFound(undefined);
      return;
    }
    const from = query === lastQuery.current ? active : -1;
    lastQuery.current = query;
    const hit = await host.call('body/search', { exchangeId, query, from, backwards });
    // An overtaken search was stopped, and found nothing.
    if (own !== newest.current) return;
    setFound({ query, hits: hit.hits, nth: hit.nth });
    if (hit.row !== null) onHit(hit.total, hit.row);
  };
  return { found, search };
}
