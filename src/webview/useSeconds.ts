import { useEffect, useState } from 'preact/hooks';

/** Whole seconds until then, counting down; 0 when it has passed or there is nothing to wait for. */
export function useSeconds(until: string | undefined): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (until === undefined) return;
    setNow(Date.now());
    // Four times a second: a second is never skipped, and a sleeping machine catches up at once.
    const timer = window.setInterval(() => setNow(Date.now()), 250);
    return () => window.clearInterval(timer);
  }, [until]);
  if (until === undefined) return 0;
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)) || 0;
}
