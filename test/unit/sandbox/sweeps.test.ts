import assert from 'node:assert/strict';
import { makeMarkets } from '../../../src/sandbox/data/market';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { send, type Body } from './send';

const second = 1_000;
const day = 86_400_000;

describe('sandbox: sweeps that outlive their window', () => {
  let sandbox: Sandbox;
  let now: number;
  const began = Date.UTC(2026, 10, 23, 12);
  const markets = makeMarkets(began);
  beforeEach(async () => {
    now = began;
    sandbox = await startSandbox({ now: () => now, markets });
  });
  afterEach(() => sandbox.stop());

  const ago = (ms: number) => new Date(now - ms).toISOString();
  const expired = (query: Record<string, string | number>) =>
    send(sandbox, 'getExpiredJobIds', { query });

  /** Every id of a sweep, whose clock goes on by `pause` between its pages. */
  async function sweep(first: Record<string, string | number>, pause: number) {
    const ids: string[] = [];
    let pages = 0;
    for (let query = first; ; pages += 1) {
      const { status, body } = await expired(query);
      assert.equal(status, 200, `page ${pages}: ${body.detail}`);
      ids.push(...body.job_ids);
      if (!body.has_more) return { ids, pages };
      query = { cursor: body.next_cursor };
      now += pause;
    }
  }

  const since = (ms: number) => markets.live.expired.filter(({ at }) => at >= began - ms);

  for (const [words, pause] of [
    ['a hundred seconds', 100 * second],
    ['an hour', 3_600 * second],
    ['a day', day],
  ] as const) {
    it(`go on ${words} later with what they began with, 7 days back but 5 seconds`, async () => {
      const { ids, pages } = await sweep(
        { expired_since: ago(7 * day - 5 * second), batch_size: 200 },
        pause,
      );
      assert.ok(pages > 10);
      assert.deepEqual(
        ids,
        since(7 * day - 5 * second).map(({ id }) => id),
      );
    });
  }

  it('of 24 hours, where no time was sent, stay those 24 hours for as long as it takes', async () => {
    const { ids, pages } = await sweep({ batch_size: 20 }, 2 * day);
    assert.ok(pages > 3);
    assert.deepEqual(
      ids,
      since(day).map(({ id }) => id),
    );
  });

  it('begin at a leap second as at the one after it', async () => {
    const minute = `${ago(2 * day).slice(0, 10)}T23:59:`;
    const [leap, next] = await Promise.all(
      [`${minute}60Z`, new Date(Date.parse(`${minute}59Z`) + second).toISOString()].map(time =>
        expired({ expired_since: time, batch_size: 50 }),
      ),
    );
    assert.equal(leap?.status, 200);
    assert.deepEqual(leap.body.job_ids, next?.body.job_ids);
  });

  it('are still refused where they begin too early, by the name of what was sent', async () => {
    const { status, body } = await expired({ expired_since: ago(7 * day + 120 * second) });
    assert.equal(status, 400);
    assert.match(body.detail, /^expired_since /);
  });

  it('name nothing that was not sent when a cursor is refused', async () => {
    const { next_cursor } = (await expired({ expired_since: ago(6 * day), batch_size: 5 })).body;
    now += 30 * day;
    for (const cursor of ['made-up', `${next_cursor}x`]) {
      const { status, body } = await expired({ cursor });
      assert.equal(status, 400);
      assert.equal(body.code, 'invalid_cursor');
      assert.doesNotMatch(body.detail, /expired_since|batch_size|limit|7 days/);
    }
    assert.equal((await expired({ cursor: next_cursor })).status, 200);
  });

  it('take limit for batch_size, which counts where both are there', async () => {
    const count = async (query: Record<string, number>) =>
      (await expired(query)).body.job_ids.length;
    assert.equal(await count({ limit: 3 }), 3);
    assert.equal(await count({ limit: 3, batch_size: 7 }), 7);
    const { next_cursor } = (await expired({ limit: 4 })).body;
    assert.equal((await expired({ cursor: next_cursor })).body.job_ids.length, 4);
  });

  for (const [id, member, body] of [
    ['getJobFeed', 'jobs', { posted_after: new Date(began - 20 * day).toISOString() }],
    ['getJobFeed', 'jobs', { updated_after: new Date(began - day).toISOString() }],
    ['getManagedJobFeed', 'jobs', { posted_after: new Date(began - 90 * day).toISOString() }],
    [
      'getCareerSiteFeed',
      'career_sites',
      { updated_after: new Date(began - 60 * day).toISOString() },
    ],
  ] as const) {
    it(`of ${id} with ${Object.keys(body)[0] ?? ''} are the same, slow or at once`, async () => {
      const walk = async (pause: number): Promise<readonly string[]> => {
        const rows: string[] = [];
        for (let sent: object = { ...body, batch_size: 10 }; ;) {
          const { status, body: page } = await send(sandbox, id, { body: sent });
          assert.equal(status, 200, page.detail);
          rows.push(...(page[member] as Body['jobs']).map(row => row.id));
          if (!page.has_more) return rows;
          sent = { cursor: page.next_cursor };
          now += pause;
        }
      };
      const atOnce = await walk(second);
      assert.ok(atOnce.length > 10, String(atOnce.length));
      assert.deepEqual(await walk(30 * day), atOnce);
    });
  }

  it('of applications go on while others are created and time passes', async () => {
    const key = sandbox.keys.test;
    const create = (name: string) =>
      send(sandbox, 'createApplication', {
        key,
        headers: { 'Idempotency-Key': name },
        body: { apply_url: 'https://sandbox.jobo.world/apply/multi-step' },
      });
    const { data: there } = (await send(sandbox, 'listApplications', { key })).body;
    const made: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) made.push((await create(name)).body.id);
    const listed: string[] = [];
    for (let query: Record<string, string | number> = { limit: 2 }; ;) {
      const { status, body } = await send(sandbox, 'listApplications', { key, query });
      assert.equal(status, 200, body.detail);
      listed.push(...body.data.map(({ id }) => id));
      if (!body.has_more) break;
      query = { limit: 2, cursor: body.next_cursor };
      now += 2 * day;
      await create(`later ${listed.length}`);
    }
    assert.deepEqual(listed, [...made.toReversed(), ...there.map(({ id }) => id)]);
  });
});
