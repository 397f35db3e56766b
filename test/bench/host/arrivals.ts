import type { ChildProcess } from 'node:child_process';
import { start } from '../processes.js';

/** A request as its server saw it. */
export interface Arrival {
  /** Counted from 1. */
  readonly nth: number;
  /** By the clock of the machine, in ms since 1970. */
  readonly at: number;
}

/** The server that all ways send to, in a process of its own. */
export class Arrivals {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (arrival: Arrival) => void>();
  readonly origin: string;
  #last = 0;
  #isSet: (() => void) | undefined;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.origin = `http://127.0.0.1:${port}`;
    child.on('message', message => this.#take(message));
  }

  static async listen(bundle: string): Promise<Arrivals> {
    const { child, first } = await start('any', bundle, []);
    return new Arrivals(child, Number(first));
  }

  /** What stands in the answer to the next request, and that request. Ask before it is sent. */
  next(): { readonly title: string; readonly arrival: Promise<Arrival> } {
    const nth = this.#last + 1;
    const arrival = new Promise<Arrival>(resolve => this.#waiting.set(nth, resolve));
    return { title: `Request ${nth} came`, arrival };
  }

  /** How many bytes the answers have from now on, about. */
  async answerWith(bytes: number): Promise<void> {
    const set = new Promise<void>(resolve => (this.#isSet = resolve));
    this.#child.send(bytes);
    await set;
  }

  close(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  #take(message: unknown): void {
    if (message === 'set') {
      this.#isSet?.();
      return;
    }
    const arrival = message as Arrival;
    this.#last = arrival.nth;
    this.#waiting.get(arrival.nth)?.(arrival);
    this.#waiting.delete(arrival.nth);
  }
}
