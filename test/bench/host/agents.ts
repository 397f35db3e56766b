import * as net from 'node:net';
import { readMessages, writeMessage } from '../../soak/agent/messageLines.js';
import type { Answered, Hello, TaskName, Tasks } from './agent/tasks.js';

/** The extension beside ours, in the extension host that a window has now. */
export class Agent {
  readonly #socket: net.Socket;
  readonly #waiting = new Map<number, (answered: Answered) => void>();
  #last = 0;

  constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.on('close', () => {
      for (const [id, answer] of this.#waiting)
        answer({ id, failure: 'The extension host has ended.' });
    });
  }

  async call<K extends TaskName>(task: K, params: Tasks[K]['params']): Promise<Tasks[K]['result']> {
    const id = (this.#last += 1);
    const answering = new Promise<Answered>(resolve => this.#waiting.set(id, resolve));
    writeMessage(this.#socket, { id, task, params });
    const { failure, result } = await answering;
    this.#waiting.delete(id);
    if (failure !== undefined) throw new Error(`${task}: ${failure}`);
    return result;
  }

  async command(name: string, ...args: readonly unknown[]): Promise<void> {
    await this.call('command', { name, args });
  }

  /** Resolves when the extension host has nothing more to do. */
  async rests(): Promise<void> {
    await this.call('rest', {});
  }

  take(answered: Answered): void {
    this.#waiting.get(answered.id)?.(answered);
  }
}

/** Where the extension hosts of one window report, one after the other. */
export class Agents {
  readonly #server = net.createServer(socket => this.#accept(socket));
  readonly #come: Agent[] = [];
  #next: ((agent: Agent) => void) | undefined;

  static async listen(): Promise<Agents> {
    const agents = new Agents();
    await new Promise<void>(listening => agents.#server.listen(0, '127.0.0.1', listening));
    return agents;
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }

  /** The next extension host that begins. */
  next(): Promise<Agent> {
    const come = this.#come.shift();
    return come ? Promise.resolve(come) : new Promise(resolve => (this.#next = resolve));
  }

  close(): void {
    this.#server.close();
  }

  #accept(socket: net.Socket): void {
    let agent: Agent | undefined;
    socket.on('error', () => undefined);
    readMessages(socket, said => {
      const message = said as Hello | Answered;
      if (!('pid' in message)) {
        agent?.take(message);
        return;
      }
      agent = new Agent(socket);
      if (this.#next) this.#next(agent);
      else this.#come.push(agent);
      this.#next = undefined;
    });
  }
}
