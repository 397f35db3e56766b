import { canary } from '../support/canary.js';
import { redirectStatuses } from '../support/matrix/locations.js';
import { recordingServer } from '../unit/run/harness.js';
import type { SendRequest } from '../../src/api.js';
import { exactly, none, type Figure } from './figure.js';
import { keep, type Subject } from './subject.js';
import { Ground, type SoakWindow } from './window/ground.js';

type Server = Awaited<ReturnType<typeof recordingServer>>;

const authorityOf = ({ origin }: Pick<Server, 'origin'>): string => new URL(origin).host;

/** Where a redirect leads away from the origin that has the key. */
const locations = (own: string, other: string): readonly string[] => [
  `http://${other}/api/jobs/x`,
  `//${other}/api/jobs/x`,
  `\\\\${other}/x`,
  `/\\${other}/x`,
  `ht\ttp://${other}/x`,
  `http://${own}@${other}/x`,
  `http://me:pw@${own}/x`,
  `http://localhost:${own.split(':')[1] ?? ''}/x`,
  `https://${own}/x`,
];

/** Values that would be more than a value where they were put together as text. */
const values = (other: string): readonly string[] => [
  `//${other}/`,
  `http://${other}/`,
  `\\\\${other}\\`,
  `@${other}/`,
  `../../../${other}`,
  `..%2f..%2f${other}`,
  `x?host=${other}#`,
  `x HTTP/1.1\r\nHost: ${other}\r\n\r\n`,
  `x%0d%0aHost: ${other}`,
  `．．／／${other}`,
  `\u2028Host: ${other}`,
];

/** Addresses that look like the one that has the key, or lead to the same server under another name. */
const lookAlikes = (own: string, other: string): readonly string[] => {
  const port = own.split(':')[1] ?? '';
  const names = [
    'localhost',
    'LOCALHOST',
    '127.1',
    '2130706433',
    '0x7f.1',
    '127.0.0.1.',
    '0.0.0.0',
  ];
  return [
    ...[...names, '127.0.0.2', '[::1]', '[::ffff:127.0.0.1]'].map(name => `http://${name}:${port}`),
    `https://${own}`,
    `http://${other}`,
    `http://${own}@${other}`,
    `http://${other}#@${own}`,
    `http://${other}\\@${own}`,
    `http://127。0。0。1:${other.split(':')[1] ?? ''}`,
    `http://${own}.example.invalid`,
  ];
};

/** Redirects, values that try to be more, look-alike addresses: no key beyond its origin. */
export const origins: Subject = async opened => {
  const other = keep(opened, await recordingServer((_, response) => void response.end('{}')));
  const own: Server = await recordingServer(({ url = '' }, response) => {
    const [, status, nth] = /\/redirect-(\d+)-(\d+)$/.exec(url) ?? [];
    if (status === undefined) {
      response.end('{}');
      return;
    }
    const location = locations(authorityOf(own), authorityOf(other))[Number(nth)] ?? '';
    response.writeHead(Number(status), { location }).end();
  });
  const ground = keep(opened, await Ground.open('origins'));
  const window = await ground.window('origins');
  await window.useProfile('Own', keep(opened, own).origin, canary);
  return [
    ...(await redirects(window, own, other)),
    ...(await injections(window, own, other)),
    ...(await addresses(window, own, other)),
    ...keysElsewhere(own, other),
  ];
};

async function redirects(
  { agent }: SoakWindow,
  own: Server,
  other: Server,
): Promise<readonly Figure[]> {
  const count = locations('', '').length;
  const ids = redirectStatuses.flatMap(status =>
    Array.from({ length: count }, (_, nth) => `redirect-${status}-${nth}`),
  );
  for (const id of ids)
    await agent.call('send', { request: { operationId: 'getJob', path: { id } } });
  return [
    exactly('redirects to elsewhere, each one request', own.requests.length, ids.length),
    exactly('requests that followed them', other.requests.length, 0),
  ];
}

async function injections(
  { agent }: SoakWindow,
  own: Server,
  other: Server,
): Promise<readonly Figure[]> {
  const hostile = values(authorityOf(other));
  const before = own.requests.length;
  const requests = hostile.flatMap((value): readonly SendRequest[] => [
    { operationId: 'getJob', path: { id: value } },
    { operationId: 'searchJobs', query: { q: value, [value]: value, page_size: 1 } },
    { operationId: 'createApplication', headers: { 'Idempotency-Key': value }, body: {} },
    { operationId: 'getJob', path: { id: 'x' }, headers: { Host: value } },
    { operationId: 'getJob', path: { id: 'x' }, headers: { 'X-Api-Key': value } },
  ]);
  let refused = 0;
  for (const request of requests) {
    const { outcome } = await agent.call('send', { request });
    if (outcome.kind === 'refused') refused += 1;
  }
  const came = own.requests.slice(before);
  const plain = /^\/api\/(jobs\/[^/?]+|jobs\?[^?]*|auto-apply\/applications)$/;
  const changed = came.filter(
    ({ url, headers }) =>
      !plain.test(url) || headers.host !== authorityOf(own) || headers['x-api-key'] !== canary,
  );
  return [
    exactly(
      `requests with hostile values, sent or refused (${refused})`,
      came.length + refused,
      requests.length,
    ),
    none(
      'requests whose path, host or key a value has changed',
      changed.map(({ url }) => url),
    ),
  ];
}

/** The profile that has a key gets another address; it must not take the key along. */
async function addresses(
  window: SoakWindow,
  own: Server,
  other: Server,
): Promise<readonly Figure[]> {
  const { agent } = window;
  const before = [own, other].map(({ requests }) => requests.length);
  const all = lookAlikes(authorityOf(own), authorityOf(other));
  const sent: string[] = [];
  for (const baseUrl of all) {
    const taken = await agent.command('jobo.addProfile', { name: 'Own', baseUrl }).then(
      () => true,
      () => false,
    );
    if (taken) {
      const request = { operationId: 'getJob', path: { id: 'look-alike' } };
      const { outcome } = await agent.call('send', { request });
      if (outcome.kind !== 'refused' || outcome.reason !== 'noKey') sent.push(baseUrl);
    }
    await window.useProfile('Own', own.origin, canary);
  }
  const requests = [own, other].reduce(
    (sum, server, nth) => sum + server.requests.length - before[nth]!,
    0,
  );
  return [
    none(`look-alike addresses, of ${all.length}, to which something was sent`, sent),
    exactly('requests at either server meanwhile', requests, 0),
  ];
}

/** In no header, path or query, except in the one header of requests to the origin it belongs to. */
function keysElsewhere(own: Server, other: Server): readonly Figure[] {
  const hasKey = (request: Server['requests'][number]) => JSON.stringify(request).includes(canary);
  const rightly = own.requests.filter(
    ({ headers }) => headers.host === authorityOf(own) && headers['x-api-key'] === canary,
  );
  const wrongly = [
    ...own.requests.filter(each => !rightly.includes(each)),
    ...other.requests,
  ].filter(hasKey);
  return [
    exactly('requests to its own origin that had the key', rightly.length, own.requests.length),
    none(
      'requests beyond its origin that had the key',
      wrongly.map(({ url }) => url),
    ),
  ];
}
