import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '../../src/core/exchange';
import { Schedule } from '../../src/shell/schedule';
import { until } from './support';

const log = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

const exchange: Exchange = {
  id: 'one',
  operationId: 'getConnectorFilters',
  method: 'GET',
  url: 'https://api.example/api/connectors/filters',
  profile: 'Own',
  startedAt: '2026-01-01T00:00:00.000Z',
  attempts: [],
  outcome: { kind: 'answered', status: 429 },
  body: { bytes: 0, contentType: '' },
  credits: {},
};

describe('a request that is to be sent later', () => {
  const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

  it('goes at its time and not before', async () => {
    const schedule = new Schedule(log);
    const at = inMs(400);
    let sentAt = 0;
    schedule.at(at, exchange, () => {
      sentAt = Date.now();
      return Promise.resolve();
    });
    await until('the sending', () => sentAt > 0);
    assert.ok(sentAt >= Date.parse(at) - 2, `${Date.parse(at) - sentAt} ms early`);
    schedule.dispose();
  });

  it('goes once, however often it is asked for', async () => {
    const schedule = new Schedule(log);
    let sent = 0;
    const send = () => {
      sent += 1;
      return Promise.resolve();
    };
    for (let i = 0; i < 3; i += 1) schedule.at(inMs(100), exchange, send);
    await until('the sending', () => sent > 0);
    await sleep(300);
    assert.equal(sent, 1);
    schedule.dispose();
  });

  it('goes no more once the window lets it go', async () => {
    const schedule = new Schedule(log);
    let sent = 0;
    schedule.at(inMs(100), exchange, () => {
      sent += 1;
      return Promise.resolve();
    });
    schedule.dispose();
    await sleep(300);
    assert.equal(sent, 0);
  });
});
