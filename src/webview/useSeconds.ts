import { useNow } from './useNow';

/** Whole seconds until a time (ISO 8601), counting down; 0 once it has passed, or without one. */
export function useSeconds(until: string | undefined): number {
  const now = useNow(until);
  if (until === undefined) return 0;
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)) || 0;
}
