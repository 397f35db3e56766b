import * as net from 'node:net';
import { until } from '../until.js';
import { readMessages, writeMessage } from './messageLines.js';
import type { Answered, Hello, TasksOf } from './messages.js';

/** The extension beside ours in one extension host, for as long as that lives. */
export class Agent<T extends TasksOf<T>> {
  readonly pid: number;
  readonly window: string;
  readonly #socket: net.Socket;
  readonly #waiting = new Map<number, (answered: Answered) => void>();
  #last = 0;
  isGone = false;

  constructor(socket: net.Socket, { pid, window }: Hello) {
    this.#socket = socket;
    this.pid = pid;
    this.window = window;
    socket.on('close', () => {
      this.isGone = true;
      for (const [id, answer] of this.#waiting)
        answer({ id, failure: 'The extension host has ended.' });
    });
  }

  /** Rejects where it fails, and where the extension host ends before it is done. */
  async call<K extends keyof T & string>(task: K, params: T[K]['params']): Promise<T[K]['result']> {
    if (this.isGone) throw new Error('The extension host has ended.');
    const id = (this.#last += 1);
    const answering = new Promise<Answered>(resolve => this.#waiting.set(id, resolve));
    writeMessage(this.#socket, { id, task, params });
    const { failure, result } = await answering;
    this.#waiting.delete(id);
    if (failure !== undefined) throw new Error(`${task}: ${failure}`);
    return result;
  }

  command(name: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.call('command', { name, args });
  }

  take(answered: Answered): void {
    this.#waiting.get(answered.id)?.(answered);
  }

  /** Without a warning. One that is gone already stays as it is. */
  kill(): void {
    if (lives(this.pid)) process.kill(this.pid, 'SIGKILL');
  }

  /** Resolves when the process is gone. */
  ended(): Promise<void> {
    return until(
      `the end of the extension host ${this.pid}`,
      () => this.isGone && !lives(this.pid),
    );
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Where the agents of all windows report. */
export class Agents<T extends TasksOf<T>> {
  readonly #server = net.createServer(socket => this.#accept(socket));
  readonly #new: Agent<T>[] = [];

  static async listen<T extends TasksOf<T>>(): Promise<Agents<T>> {
    const agents = new Agents<T>();
    await new Promise<void>(listening => agents.#server.listen(0, '127.0.0.1', listening));
    return agents;
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }

  /** The next extension host of a window; without its name, of any. */
  async next(window?: string): Promise<Agent<T>> {
    const at = () => this.#new.findIndex(agent => window === undefined || agent.window === window);
    await until(`an extension host of the window ${window ?? ''}`, () => at() >= 0);
    return this.#new.splice(at(), 1)[0]!;
  }

  close(): void {
    this.#server.close();
  }

  #accept(socket: net.Socket): void {
    let agent: Agent<T> | undefined;
    socket.on('error', () => undefined);
    readMessages(socket, said => {
      const message = said as Hello | Answered;
      if ('pid' in message) this.#new.push((agent = new Agent<T>(socket, message)));
      else agent?.take(message);
    });
  }
}
