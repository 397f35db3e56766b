import { useEffect, useState } from 'preact/hooks';

/**
 * The time in epoch milliseconds. It ticks while `watched` is given, and starts anew when that changes. It ticks four
 * times a second, so that a shown second is never skipped and a machine that slept catches up at once.
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
