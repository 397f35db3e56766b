import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Reply, Stage } from './moments.js';

/** A POST as it came. */
export interface Post {
  /** How many starts of the extension host there had been by then. */
  readonly start: number;
  /** Which press it belongs to; of one that was cut off before it told that, the one that was on then. */
  press: string;
  /** It got a whole answer that the table lets a spending request be sent again after. */
  mayRepeat: boolean;
}

/** Answers the POSTs of one press after the other, and tells at every stage of each. */
export class PressServer {
  readonly posts: Post[] = [];
  readonly #server = createServer((request, response) => {
    this.#take(request, response).catch(() => undefined); // it was cut off, as it should be
  });
  #press = '';
  #start = 0;
  #replies: readonly Reply[] = [];
  #tell: (stage: Stage, attempt: number) => void = () => undefined;

  static async listen(): Promise<PressServer> {
    const server = new PressServer();
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on another press is on, in another extension host than the one before. */
  expect(
    press: string,
    replies: readonly Reply[],
    tell: (stage: Stage, attempt: number) => void,
  ): void {
    this.#press = press;
    this.#start += 1;
    this.#replies = replies;
    this.#tell = tell;
  }

  /** The extension host of the press is gone; another one starts. */
  restarted(): void {
    this.#start += 1;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const post: Post = { start: this.#start, press: this.#press, mayRepeat: false };
    this.posts.push(post);
    const attempt = this.posts.filter(({ press }) => press === this.#press).length;
    const tell = this.#tell;
    const reply = this.#replies[attempt - 1] ?? 200;
    tell('head', attempt);
    const body = JSON.parse(await text(request)) as { readonly queries: readonly [string] };
    post.press = body.queries[0];
    tell('request', attempt);
    if (reply === 'silence') return;
    await answer(response, reply, () => {
      tell('half', attempt);
    });
    post.mayRepeat = reply !== 200;
    tell('answer', attempt);
  }
}

const headers: Readonly<Record<Exclude<Reply, 'silence'>, Readonly<Record<string, string>>>> = {
  200: { 'x-credits-deducted': '3', 'x-credits-balance': '40000' },
  429: { 'retry-after': '1' },
  500: {},
};

/** In two parts; resolves when the system has taken both. */
async function answer(
  response: ServerResponse,
  status: Exclude<Reply, 'silence'>,
  atHalf: () => void,
): Promise<void> {
  const content = JSON.stringify({ jobs: [{ id: 'x'.repeat(4_000) }] });
  const length = { 'content-length': String(content.length), 'content-type': 'application/json' };
  response.writeHead(status, { ...length, ...headers[status] });
  await new Promise<void>((resolve, reject) => {
    response.on('error', reject).write(content.slice(0, 2_000), () => resolve());
  });
  atHalf();
  await new Promise<void>(resolve => {
    response.end(content.slice(2_000), () => resolve());
  });
}
