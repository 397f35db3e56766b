import { useNow } from './useNow';

/** Whole seconds until then, counting down; 0 when it has passed or there is nothing to wait for. */
export function useSeconds(until: string | undefined): number {
  const now = useNow(until);
  if (until === undefined) return 0;
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)) || 0;
}
