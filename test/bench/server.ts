import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

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
  const job = (id: number) => ({
    id: `018f2a6c-${id}`,
    title: 'Kiln Firmware Engineer',
    company: { id: 'c-118', name: 'Harbour Kiln', domain: 'harbourkiln.example' },
    locations: [{ city: 'Porto', country: 'Portugal', lat: 41.1496, lon: -8.611 }],
    work_model: 'hybrid',
    salary_usd: { min: 52_000, max: 68_500 },
    posted_at: '2026-10-14T08:30:00Z',
    summary:
      'Writes the firmware that keeps glaze kilns within two degrees of their curve. '.repeat(3),
  });
  const jobs = [job(0)];
  const each = JSON.stringify(jobs[0]).length + 1;
  while (jobs.length * each < bytes) jobs.push(job(jobs.length));
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
