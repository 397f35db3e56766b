import path from 'node:path';
import { Bodies } from '../../../../src/core/run/answerBodies';
import { guardedEstimate, mostOf } from '../../../../src/core/price/estimate';
import { Ledger } from '../../../../src/core/credits/ledger';
import { ledgerFolder } from '../../../../src/core/disk/ledgerFolder';
import { Reconciling } from '../../../../src/core/credits/reconciling';
import { SpendingBook } from '../../../../src/core/credits/spendingBook';
import type { Draft } from '../../../../src/core/request/draft';
import { SpendingGuard } from '../../../../src/core/credits/spendingGuard';
import type { MeteredRun, SpendDecision } from '../../../../src/core/credits/spendQuestion';
import { isTestKey } from '../../../../src/core/keys/apiKey';
import { Explorer } from '../../../../src/core/explorer';
import type { ExplorerParts } from '../../../../src/core/run/explorerParts';
import { folderStore } from '../../../../src/core/disk/folderStore';
import { History } from '../../../../src/core/history/history';
import { anyKeys } from '../../../../src/core/request/keyErrors';
import { defaultLimitSettings } from '../../../../src/core/transport/limits';
import { createRetryBudget } from '../../../../src/core/retry/retryBudget';
import { defaultRetrySettings } from '../../../../src/core/retry/retryPolicy';
import { createSharedLimits } from '../../../../src/core/retry/sharedLimits';
import { draft } from '../../request/drafts';
import type { House } from './moneyHouse';
import { runOf } from './moneyServer';

const writes = ['append', 'write', 'writeMany', 'writeBody'];
const never = new Promise<never>(() => undefined);
const broken = (code: string) => Object.assign(new Error(code), { code });

/** One window as the extension composes it, on stores that fail as the disk does, and end with the window. */
export class MoneyWindow {
  isAlive = true;
  /** Calls to the disk that have begun: a process ends when the last of them is done. */
  #writing = 0;
  /** After so many steps from or to the disk or the server the window is gone. */
  crashIn = Infinity;
  /** Runs that are not over yet. */
  readonly running = new Set<string>();
  readonly #house: House;
  readonly #asked = new Map<number, number>();
  readonly #explorer: Explorer;
  readonly #guard: SpendingGuard;
  readonly ledger: Ledger;
  readonly history: History;
  readonly reconciling: Reconciling;

  constructor(
    house: House,
    readonly session: string,
    readonly pid: number,
  ) {
    this.#house = house;
    const { folder, world } = house;
    const surroundings = {
      window: { pid, id: `window-${pid}` },
      alive: (other: number) => house.isAlive(other),
      now: () => world.now(),
    };
    const failed = (failure: unknown) => {
      if (!/^(ENOSPC|EIO)$/.test(String((failure as { code?: unknown }).code)))
        house.faults.push(failure);
    };
    this.ledger = new Ledger(this.#shaky(ledgerFolder(path.join(folder, 'spending'))));
    const store = this.#shaky(folderStore(path.join(folder, 'history')));
    const bounds = () => ({ rows: 1_000, bytes: 100_000_000 });
    const startTimer = () => () => undefined;
    this.history = new History({ ...surroundings, store, bounds, failed, startTimer });
    const book = new SpendingBook({
      ...surroundings,
      ledger: this.ledger,
      session: () => ({ id: session, since: world.now() }),
      failed,
    });
    const estimate = (_profile: string, asked: Draft) => guardedEstimate(asked);
    this.#guard = new SpendingGuard({
      book,
      limits: () => house.limits,
      estimate,
      isBilled: () => Promise.resolve(house.key !== undefined && !isTestKey(house.key)),
      kept: () => Promise.resolve(undefined),
      ready: () => this.history.load().then(() => this.reconciling.done()),
      ask: async ({ exchange }) => {
        await this.#passed('ask');
        const run = this.#runs.get(exchange.id) ?? 0;
        this.#asked.set(run, (this.#asked.get(run) ?? 0) + 1);
        return house.says() ? 'send' : 'nothing';
      },
      failed,
    });
    this.reconciling = new Reconciling({
      ...surroundings,
      history: this.history,
      ledger: this.ledger,
      book,
      estimate,
      failed,
    });
    this.#explorer = new Explorer(this.#parts(surroundings.window, failed));
    this.#explorer.onDidChange(exchange => void book.onExchange(exchange));
  }

  readonly #runs = new Map<string, number>();

  #parts(window: { pid: number; id: string }, failed: (failure: unknown) => void): ExplorerParts {
    const { world, server } = this.#house;
    const origin = 'http://127.0.0.1:9';
    const way = server.way(this.session, what => this.#passed(what));
    return {
      world,
      history: this.history,
      bodies: new Bodies(id => this.history.readBody(id)),
      keys: anyKeys,
      shared: createSharedLimits(),
      budget: createRetryBudget(),
      window,
      balanceOf: () => undefined,
      priceOf: () => undefined,
      accountOf: () => '',
      guard: {
        decide: run => this.#decide(run),
        withdraw: exchange => {
          server.admitted.delete(this.#runs.get(exchange.id) ?? 0);
          this.#guard.withdraw(exchange);
        },
      },
      transport: () => Promise.resolve(way),
      destination: profile => {
        if (this.#house.key === undefined) return Promise.resolve('noKey');
        const credential = () => Promise.resolve(this.#house.key);
        return Promise.resolve({ profile, origin, credential });
      },
      originOf: () => origin,
      settings: () => ({ retry: defaultRetrySettings, limits: defaultLimitSettings }),
      failed,
    };
  }

  /** The guard, held to the bill: who is let through without a question fits under each limit, with all that was taken. */
  async #decide(run: MeteredRun): Promise<SpendDecision> {
    const { exchange, draft: asked } = run;
    const { server, limits, faults } = this.#house;
    const number = runOf(asked.body);
    this.#runs.set(exchange.id, number);
    const [day, session] = [server.taken(), server.taken(each => each.session === this.session)];
    const questions = this.#asked.get(number);
    const decision = await this.#guard.decide(run);
    const isCounted = decision.kind === 'send' && decision.isCounted;
    if (isCounted) server.admitted.add(number);
    if (!isCounted || this.#asked.get(number) !== questions) return decision;
    const most = mostOf(guardedEstimate(asked));
    const after = { run: most, session: session + most, day: day + most };
    for (const name of ['run', 'session', 'day'] as const)
      if (limits[name] > 0 && after[name] > limits[name])
        faults.push(`run ${number}, ${name}: ${after[name]} of ${limits[name]}`);
    return decision;
  }

  /** Sends so many rows' request; resolves when the run is over, never in a window that is gone. */
  send(run: number, rows: number, told: (id: string) => void): void {
    const body = JSON.stringify({ page_size: rows, location: String(run) });
    const onStart = ({ id }: { id: string }) => {
      told(id);
      this.running.add(id);
    };
    void this.#explorer
      .run(draft('searchJobsPost', { body }), { profile: 'own', onStart })
      .then(({ id }) => this.running.delete(id));
  }

  cancel(nth: number): void {
    const ids = this.#explorer.running();
    this.#explorer.cancel(ids[nth % ids.length] ?? '');
  }

  sendNow(): void {
    for (const id of this.#explorer.running()) this.#explorer.sendNow(id);
  }

  get isGone(): boolean {
    return !this.isAlive && this.#writing === 0;
  }

  async flush(): Promise<void> {
    await this.history.flush();
    await this.ledger.flush();
  }

  async close(): Promise<void> {
    await this.#explorer.dispose();
    await this.ledger.flush();
    this.isAlive = false;
  }

  kill(): void {
    this.isAlive = false;
  }

  async #passed(what: string): Promise<void> {
    if (!this.isAlive) return never;
    this.crashIn -= 1;
    if (this.crashIn < 0) {
      this.kill();
      return never;
    }
    const { isFull, isLedgerUnreadable } = this.#house.disk;
    if (isFull && writes.includes(what)) throw broken('ENOSPC');
    if (isLedgerUnreadable && (what === 'read' || what === 'days')) throw broken('EIO');
  }

  /** Each call may be the last one of the window, before it has done anything or after it has done all. */
  #shaky<T extends object>(store: T): T {
    return new Proxy(store, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function' || name === 'leftOut') return method;
        return async (...args: unknown[]) => {
          await this.#passed(String(name));
          this.#writing += 1;
          const working = Promise.resolve(Reflect.apply(method, target, args) as unknown);
          const result = await working.finally(() => (this.#writing -= 1));
          await this.#passed('back');
          return result;
        };
      },
    });
  }
}
