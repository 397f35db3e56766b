import { setImmediate } from 'node:timers/promises';
import type { Calls, ExchangeView } from '../../../src/protocol';
import { answered, panel, request } from './fixtures';
import { ScriptedHost } from './scriptedHost';

type Params = Calls['body/rows']['params'];

/** A host that answers calls for rows when the test says so. */
export class LateRows {
  readonly host: ScriptedHost;
  readonly asked: Params[] = [];
  /** Most calls that were not answered at one time. */
  mostAtOnce = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(body: string, exchange: ExchangeView = answered) {
    this.host = new ScriptedHost(panel({ request, exchange }), {
      body,
      answers: {
        'body/rows': params => {
          this.asked.push(params);
          return new Promise(resolve => {
            this.#waiting.push(() => resolve(this.host.rows(params)));
            this.mostAtOnce = Math.max(this.mostAtOnce, this.#waiting.length);
          });
        },
      },
    });
  }

  /** Answers what has been asked so far. @returns how many calls that were */
  async answer(): Promise<number> {
    const due = this.#waiting.splice(0);
    for (const resolve of due) resolve();
    await setImmediate();
    return due.length;
  }
}

/** An object of `count` members, so that row n of its tree says `m<n>: <n>`. */
export const lines = (count: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i + 1}`, i + 1])));
