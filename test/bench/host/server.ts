import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jobsOf } from '../jobs';
import { createClock } from './clock';
import type { Arrival } from './arrivals';

/**
 * A process of its own: answers every request for a job with the number of that request, and tells when it came. It is told how
 * many bytes the next answers have.
 */
const now = createClock();
let nth = 0;
let filling = fillingOf(0);

const server = createServer({ noDelay: true, keepAliveTimeout: 600_000 }, (request, response) => {
  const at = now();
  nth += 1;
  const body = Buffer.concat([Buffer.from(`{"title":"Request ${nth} came",`), filling]);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    'x-ratelimit-remaining': '59',
  });
  response.end(body);
  request.resume();
  process.send?.({ nth, at } satisfies Arrival);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('message', bytes => {
  filling = fillingOf(Number(bytes));
  process.send?.('set');
});
process.once('disconnect', () => process.exit());
process.send?.((server.address() as AddressInfo).port);

function fillingOf(bytes: number): Buffer {
  return Buffer.from(`"jobs":${JSON.stringify(jobsOf(bytes))}}`);
}
