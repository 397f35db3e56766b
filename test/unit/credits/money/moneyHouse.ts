import fs from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { dayOf } from '../../../../src/core/common/calendar';
import type { World } from '../../../../src/core/common/world';
import { MoneyServer, type Fate } from './moneyServer';
import { MoneyWindow } from './moneyWindow';

/** What goes wrong with the disk that all windows share. */
export interface Disk {
  isFull: boolean;
  isLedgerUnreadable: boolean;
}

export interface House {
  readonly folder: string;
  readonly world: World;
  readonly server: MoneyServer;
  readonly disk: Disk;
  readonly limits: { readonly run: number; readonly session: number; readonly day: number };
  /** The key of the profile, which all windows share. */
  key: string | undefined;
  /** What the person says to the next question. */
  readonly says: () => boolean;
  /** What must not happen. */
  readonly faults: unknown[];
  isAlive(pid: number): boolean;
}

/** One folder, one clock, one server, one person, and the windows that come and go. */
export class MoneyHouse implements House {
  readonly disk: Disk = { isFull: false, isLedgerUnreadable: false };
  readonly server: MoneyServer;
  readonly world: World;
  readonly windows: MoneyWindow[] = [];
  readonly faults: unknown[] = [];
  key: string | undefined;
  isRowDamaged = false;
  #now = Date.parse('2026-05-04T12:00:00');
  #waits: { readonly at: number; readonly go: () => void }[] = [];
  #pids = 0;

  constructor(
    readonly folder: string,
    readonly limits: House['limits'],
    readonly says: () => boolean,
    fateOf: (run: number) => Fate,
  ) {
    this.server = new MoneyServer(fateOf);
    this.world = {
      now: () => this.#now,
      monotonic: () => this.#now,
      random: () => 0.5,
      wait: (ms, _reason, signal) =>
        new Promise((resolve, reject) => {
          const wait = { at: this.#now + ms, go: resolve };
          this.#waits.push(wait);
          signal.addEventListener('abort', () => {
            this.#waits = this.#waits.filter(each => each !== wait);
            reject(new Error('aborted'));
          });
        }),
    };
  }

  isAlive(pid: number): boolean {
    return this.windows.some(window => window.pid === pid && !window.isGone);
  }

  get today(): string {
    return dayOf(this.#now);
  }

  open(session: string): MoneyWindow {
    const window = new MoneyWindow(this, session, (this.#pids += 1));
    this.windows.push(window);
    return window;
  }

  /** Lets everything go on that is ready, and whoever waits longest. */
  async turn(): Promise<void> {
    await setImmediate();
    const [next] = this.#waits.toSorted((a, b) => a.at - b.at);
    if (!next) return;
    this.#waits = this.#waits.filter(each => each !== next);
    this.#now = Math.max(this.#now, next.at);
    next.go();
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.turn();
  }

  /** The disk works again: what is due is written with whatever is written next. */
  async mend(): Promise<void> {
    Object.assign(this.disk, { isFull: false, isLedgerUnreadable: false });
    for (const window of this.windows) if (window.isAlive) await this.done(window, window.flush());
  }

  /** Until it is done, or the window gone that does it. */
  async done(window: MoneyWindow, work: Promise<unknown>): Promise<void> {
    let isDone = false;
    const end = () => (isDone = true);
    void work.then(end, end);
    await this.until(() => isDone || window.isGone);
  }

  /** A line of the ledger that a crash of something else has left there. */
  async cutLine(text: string): Promise<void> {
    await fs.mkdir(path.join(this.folder, 'spending'), { recursive: true });
    await fs.appendFile(path.join(this.folder, 'spending', `${this.today}.jsonl`), text);
  }

  /** Half of a row is gone of a run whose charge stands in the ledger. */
  async damageRow(nth: number): Promise<void> {
    const ledger = path.join(this.folder, 'spending', `${this.today}.jsonl`);
    const lines = await fs.readFile(ledger, 'utf8').catch(() => '');
    const history = path.join(this.folder, 'history');
    const names = (await fs.readdir(history).catch(() => [])).filter(
      name => name.endsWith('.json') && lines.includes(path.parse(name).name),
    );
    const name = names[nth % names.length];
    if (name === undefined) return;
    this.isRowDamaged = true;
    const file = path.join(history, name);
    const text = await fs.readFile(file, 'utf8');
    await fs.writeFile(file, text.slice(0, text.length / 2));
  }
}
