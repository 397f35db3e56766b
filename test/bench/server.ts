import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { jobsOf } from './jobs';

/** A process of its own: the same bytes for every request, over raw TCP, the connection kept. */
const answer = answerOf(Number(process.argv[2]));

const server = createServer({ noDelay: true }, socket => {
  let pending = '';
  socket.on('error', () => undefined);
  socket.on('data', chunk => {
    pending = replyTo(socket, pending + chunk.toString('latin1'));
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.once('disconnect', () => process.exit());

/** Answers every whole request; what is left begins the next one. */
function replyTo(socket: Socket, text: string): string {
  for (;;) {
    const end = text.indexOf('\r\n\r\n') + 4;
    if (end < 4) return text;
    const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1] ?? '0';
    const whole = end + Number(length);
    if (text.length < whole) return text;
    text = text.slice(whole);
    socket.write(answer);
  }
}

function answerOf(bytes: number): Buffer {
  const jobs = jobsOf(bytes);
  const body = Buffer.from(JSON.stringify({ jobs, total: jobs.length, page: 1 }));
  const head = [
    'HTTP/1.1 200 OK',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${body.length}`,
    `Date: ${new Date().toUTCString()}`,
    'X-Credits-Deducted: 3',
    'X-Credits-Balance: 9600',
    'X-RateLimit-Remaining: 59',
    'Connection: keep-alive',
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n')), body]);
}
