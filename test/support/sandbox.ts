import { makeMarkets, type Markets } from '../../src/sandbox/data/market';
import { startSandbox as start, type Sandbox, type SandboxOptions } from '../../src/sandbox/server';

/** By the hour that they are made for: nothing changes them, and to make them takes longer than most cases. */
const made = new Map<number, Markets>();

/** A sandbox whose keys and credits are new, and whose jobs are those of the ones before. */
export function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = (options.now ?? Date.now)();
  const hour = Math.floor(now / 3_600_000);
  const markets = made.get(hour) ?? makeMarkets(now);
  made.set(hour, markets);
  return start({ markets, ...options });
}
