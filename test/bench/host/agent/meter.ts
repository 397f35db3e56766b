import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import * as v8 from 'node:v8';
import * as vm from 'node:vm';
import type { Seen } from './tasks';

/** How often memory is looked at, in ms. */
const everyMs = 10;
const megabyte = 1e6;

/** What the extension host does while something is measured: both of its own process, whoever makes it busy. */
export class Meter {
  #delay: IntervalHistogram | undefined;
  #looking: NodeJS.Timeout | undefined;
  #before = now();
  #heapPeak = 0;
  #residentPeak = 0;

  async start(): Promise<void> {
    await collect();
    this.#before = now();
    this.#heapPeak = this.#residentPeak = 0;
    this.#looking = setInterval(() => this.#look(), everyMs);
    this.#delay = monitorEventLoopDelay({ resolution: 1 });
    this.#delay.enable();
  }

  async stop(): Promise<Seen> {
    this.#delay?.disable();
    clearInterval(this.#looking);
    this.#look();
    const longestBlock = (this.#delay?.max ?? NaN) / 1e6;
    await collect();
    return {
      longestBlock,
      heapPeak: this.#heapPeak / megabyte,
      heapKept: (now().heap - this.#before.heap) / megabyte,
      residentPeak: this.#residentPeak / megabyte,
    };
  }

  #look(): void {
    const { heap, resident } = now();
    this.#heapPeak = Math.max(this.#heapPeak, heap - this.#before.heap);
    this.#residentPeak = Math.max(this.#residentPeak, resident - this.#before.resident);
  }
}

/** In bytes. */
const now = () => ({
  heap: v8.getHeapStatistics().used_heap_size,
  resident: process.memoryUsage.rss(),
});

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
