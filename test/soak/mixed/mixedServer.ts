import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { scenarioOf, type Broken, type Reply } from './scenarios.js';

/** Plays the scenario that a request names, and counts what arrives. */
export async function startMixedServer(tell: (marker: string) => void) {
  /** By method. */
  const came: Record<string, number> = {};
  const attempts = new Map<string, number>();
  let open = 0;
  const server = createServer((request, response) => {
    const { method = '' } = request;
    came[method] = (came[method] ?? 0) + 1;
    void markerIn(request).then(marker => {
      const nth = attempts.get(marker) ?? 0;
      attempts.set(marker, nth + 1);
      const scenario = scenarioOf(marker);
      const reply = scenario?.replies[Math.min(nth, scenario.replies.length - 1)] ?? 404;
      play(reply, response);
      if (scenario?.cancelled === 'told') tell(marker);
    });
  });
  server.on('connection', socket => {
    open += 1;
    socket.on('error', () => undefined).on('close', () => (open -= 1));
  });
  // Whoever asks closes what it no longer needs: that is looked at here.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    came,
    get open() {
      return open;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function markerIn(request: IncomingMessage): Promise<string> {
  const body = await text(request);
  if (body === '') return decodeURIComponent(request.url?.split('/').at(-1) ?? '');
  const { queries, job_id } = JSON.parse(body) as { queries?: readonly string[]; job_id?: string };
  return queries?.[0] ?? job_id ?? '';
}

const content = JSON.stringify({ jobs: [{ id: 'x'.repeat(500) }] });
const refusal = '{"error":"no"}';
const charge = { 'x-credits-deducted': '3', 'x-credits-balance': '40000' };

type Whole = readonly [status: number, headers: Readonly<Record<string, string>>, body: string];

const answers: Readonly<Record<Exclude<Reply, Broken>, Whole>> = {
  200: [200, charge, content],
  large: [200, charge, JSON.stringify({ jobs: [content.repeat(500)] })],
  damaged: [200, { ...charge, 'content-encoding': 'gzip' }, content],
  429: [429, { 'retry-after': '1' }, refusal],
  '429 at once': [429, { 'retry-after': '0' }, refusal],
  '503 at once': [503, { 'retry-after': '0' }, refusal],
  400: [400, {}, refusal],
  402: [402, {}, refusal],
  404: [404, {}, refusal],
  500: [500, {}, refusal],
};

function play(reply: Reply, response: ServerResponse): void {
  if (isBroken(reply)) breakOff(reply, response);
  else {
    const [status, headers, body] = answers[reply];
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  }
}

const isBroken = (reply: Reply): reply is Broken => !Object.hasOwn(answers, reply);

function breakOff(reply: Broken, response: ServerResponse): void {
  switch (reply) {
    case 'silence':
      return;
    case 'half':
      beginAnswer(response);
      return;
    case 'truncated':
      beginAnswer(response);
      response.write('.', () => response.destroy());
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
  }
}

function beginAnswer(response: ServerResponse): void {
  response.writeHead(200, { ...charge, 'content-length': String(2 * content.length) });
  response.write(content);
}
