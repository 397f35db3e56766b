import { useEffect, useState } from 'preact/hooks';

/**
 * The time in epoch milliseconds, ticking while there is something to watch; another `watched` is a new start.
 * Four times a second: a second is never skipped, and a sleeping machine catches up at once.
 */
export function useNow(watched: string | undefined): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (watched === undefined) return;
    setNow(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), 250);
    return () => window.clearInterval(timer);
  }, [watched]);
  return now;
}
