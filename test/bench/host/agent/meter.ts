import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { setImmediate as turn } from 'node:timers/promises';
import * as v8 from 'node:v8';
import * as vm from 'node:vm';
import type { Seen } from './tasks';

/** How often the heap is looked at, in ms. */
const everyMs = 10;
const megabyte = 1e6;

/** What the extension host does while something is measured: both of its own process, whoever makes it busy. */
export class Meter {
  #delay: IntervalHistogram | undefined;
  #looking: NodeJS.Timeout | undefined;
  #before = 0;
  #peak = 0;

  async start(): Promise<void> {
    await collect();
    this.#before = this.#peak = heapUsed();
    this.#looking = setInterval(() => this.#look(), everyMs);
    this.#delay = monitorEventLoopDelay({ resolution: 1 });
    this.#delay.enable();
  }

  async stop(): Promise<Seen> {
    this.#delay?.disable();
    clearInterval(this.#looking);
    this.#look();
    const longestBlock = (this.#delay?.max ?? NaN) / 1e6;
    const heapPeak = (this.#peak - this.#before) / megabyte;
    await collect();
    return { longestBlock, heapPeak, heapKept: (heapUsed() - this.#before) / megabyte };
  }

  #look(): void {
    this.#peak = Math.max(this.#peak, heapUsed());
  }
}

const heapUsed = (): number => v8.getHeapStatistics().used_heap_size;

async function collect(): Promise<void> {
  v8.setFlagsFromString('--expose-gc');
  const gc = vm.runInNewContext('gc') as () => void;
  for (let pass = 0; pass < 3; pass += 1) {
    gc();
    await turn();
  }
}

/** Resolves when the event loop was free for a while, or after so long that it never will be. */
export async function rest(): Promise<void> {
  const end = Date.now() + 60_000;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  do {
    delay.reset();
    delay.enable();
    await sleep(150);
    delay.disable();
  } while (delay.max > 15e6 && Date.now() < end);
}
