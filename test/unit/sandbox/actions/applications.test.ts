import assert from 'node:assert/strict';
import { formSlugs, formUrl, type FormSlug } from '../../../../src/sandbox/data/vocabulary';
import type { Sandbox } from '../../../../src/sandbox/server';
import { until } from '../../../support/inTime';
import { startSandbox } from '../../../support/sandbox';
import { freshKey, send, zeroId } from '../send';

const jobUrl = 'https://jobs.example/1';

describe('sandbox: Auto Apply', () => {
  let sandbox: Sandbox;
  let now = 0;
  let looks = 0;
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 23);
    sandbox = await startSandbox({
      now: () => {
        looks += 1;
        return now;
      },
    });
  });
  afterEach(() => sandbox.stop());

  const create = (slug: FormSlug, idempotencyKey: string = slug) =>
    send(sandbox, 'createApplication', {
      key: sandbox.keys.test,
      headers: { 'Idempotency-Key': idempotencyKey },
      body: { apply_url: formUrl(slug) },
    });
  const answer = (id: string, values: object, more: object = {}) =>
    send(sandbox, 'submitApplicationAnswers', {
      key: sandbox.keys.test,
      path: { id },
      body: {
        answers: Object.entries(values).map(([field_id, value]) => ({
          field_id,
          value: value as unknown,
        })),
        ...more,
      },
    });
  const read = (id: string, query = {}) =>
    send(sandbox, 'getApplication', { key: sandbox.keys.test, path: { id }, query });

  it('lists the practice forms to everybody', async () => {
    const { body } = await send(sandbox, 'listSandboxScenarios', { key: null });
    assert.deepEqual(
      body.scenarios.map(s => s.slug),
      formSlugs,
    );
  });

  it('lets keys in by their standing', async () => {
    const codes = {
      good: 'auto_apply_not_enabled',
      agreement: 'auto_apply_agreement_required',
      review: 'auto_apply_review_required',
      comingSoon: 'auto_apply_coming_soon',
    } as const;
    for (const [name, code] of Object.entries(codes)) {
      const { status, body } = await send(sandbox, 'createApplication', {
        key: sandbox.keys[name as keyof typeof codes],
        headers: { 'Idempotency-Key': 'x' },
        body: { apply_url: jobUrl },
      });
      assert.deepEqual([status, body.code], [name === 'comingSoon' ? 503 : 403, code]);
    }
    const { jobs } = (await send(sandbox, 'searchJobs')).body;
    const live = await send(sandbox, 'createApplication', {
      key: sandbox.keys.autoApply,
      headers: { 'Idempotency-Key': 'x' },
      body: { job_id: jobs[0].id },
    });
    assert.equal(live.status, 200);
    assert.equal(live.headers.get('x-credits-deducted'), '200');
    const again = await send(sandbox, 'createApplication', {
      key: sandbox.keys.autoApply,
      headers: { 'Idempotency-Key': 'x' },
      body: { job_id: jobs[0].id },
    });
    assert.equal(again.headers.get('x-credits-deducted'), null);
  });

  it('holds the rules of the idempotency key and of the target', async () => {
    const post = (headers: Record<string, string>, body: object) =>
      send(sandbox, 'createApplication', { key: sandbox.keys.test, headers, body });
    const key = { 'Idempotency-Key': 'one' };
    assert.equal(
      (await post({}, { apply_url: formUrl('multi-step') })).body.code,
      'idempotency_key_required',
    );
    assert.equal((await post(key, {})).body.code, 'invalid_target');
    assert.equal(
      (await post(key, { job_id: zeroId, apply_url: jobUrl })).body.code,
      'invalid_target',
    );
    assert.equal((await post(key, { job_id: zeroId })).body.code, 'job_not_found');
    assert.equal((await post(key, { apply_url: jobUrl })).body.code, 'invalid_sandbox_target');
    const [first, second] = [await create('multi-step', 'one'), await create('multi-step', 'one')];
    assert.equal(first.body.id, second.body.id);
    const other = await create('all-field-types', 'one');
    assert.deepEqual([other.status, other.body.code], [409, 'idempotency_key_reuse']);
    now += 25 * 3_600_000;
    assert.notEqual((await create('multi-step', 'one')).body.id, first.body.id);
  });

  it('goes through several steps to the end', async () => {
    const { id } = (await create('multi-step')).body;
    const second = await answer(id, { name: 'Ada Sorrel', mail: 'ada@sorrel.example' });
    assert.equal(second.body.current_step.sequence, 2);
    await answer(id, { history: [{ company: 'Own', title: 'Baker', start: '2020-02' }] });
    const end = await answer(id, {
      resume: { url: 'https://files.example/cv.pdf', filename: 'cv.pdf' },
    });
    assert.equal(end.body.status, 'submitted');
    assert.equal((await answer(id, {})).body.code, 'invalid_state');
  });

  it('names every answer that does not fit', async () => {
    const { id } = (await create('all-field-types')).body;
    const { status, body } = await answer(id, {
      name: 'A',
      years: '4',
      truth: 'yes',
      shift: 'noon',
      visa: 3,
      tools: ['saw', 'lathe', 'press'],
      start: '2026-02-30',
      since: '2020',
      town: { query: 'x' },
      resume: { url: 'http://files.example/a', filename: 'a.pdf' },
      history: [{ company: 'x', current: true, end: '2020', odd: 1 }],
      odd: 1,
      more: 1,
    });
    assert.equal(status, 400);
    assert.equal(body.code, 'validation_failed');
    const codes = Object.fromEntries(
      body.errors.map(e => [`${e.field_id} ${String(e.field_key)}`, e.code]),
    );
    assert.deepEqual(codes, {
      'more null': 'unsupported_field',
      'name null': 'min_length',
      'years null': 'invalid_type',
      'truth null': 'invalid_type',
      'shift null': 'invalid_option',
      'visa null': 'invalid_type',
      'tools null': 'max_items',
      'start null': 'invalid_date',
      'since null': 'date_precision',
      'town null': 'invalid_typeahead',
      'resume null': 'invalid_file',
      'history odd': 'unknown_item_field',
      'history end': 'current_end_date',
      'history title': 'required',
      'history start': 'required',
      'odd null': 'unsupported_field',
    });
    const good = {
      name: 'Ada',
      years: 4,
      truth: true,
      shift: 'late',
      visa: 'no',
      start: '2026-02-28',
    };
    assert.equal((await answer(id, good)).body.status, 'submitted');
  });

  it('corrects up to three rounds, then gives up', async () => {
    const { id } = (await create('validation-errors')).body;
    const wrong = { name: 'Ada', reference: 'none' };
    const first = await answer(id, wrong, { correction_round: 0 });
    assert.equal(first.body.current_step.correction_round, 1);
    assert.equal(first.body.current_step.command_errors[0].field_id, 'reference');
    assert.equal(
      (await answer(id, wrong, { correction_round: 0 })).body.code,
      'stale_correction_round',
    );
    await answer(id, wrong);
    await answer(id, wrong);
    assert.equal((await answer(id, wrong)).body.failure.code, 'correction_limit_exceeded');
    const second = (await create('validation-errors', 'again')).body.id;
    await answer(second, wrong);
    assert.equal(
      (await answer(second, { name: 'Ada', reference: 'REF-0042' })).body.status,
      'submitted',
    );
  });

  it('ends steps that nobody answers', async () => {
    const step = (await create('multi-step')).body.id;
    const mail = (await create('email-verification')).body.id;
    const code = await answer(mail, { mail: 'a@b.example' });
    assert.equal(Date.parse(code.body.current_step.answers_expire_at) - now, 60_000);
    now += 61_000;
    assert.equal((await read(mail)).body.failure.code, 'verification_timeout');
    now += 300_000;
    assert.equal((await read(step)).body.failure.code, 'answers_timeout');
  });

  it('answers 202 for a slow form and holds a long-poll until it is there', async () => {
    const created = await create('slow-page');
    assert.equal(created.status, 202);
    const before = looks;
    const held = read(created.body.id, { wait_seconds: 20 });
    // Who is held is looked after again and again.
    await until(() => looks > before + 6);
    now += 3_000;
    assert.equal((await held).body.status, 'awaiting_answers');
  });

  it('cancels once, and ends forms as their names say', async () => {
    const { id } = (await create('cancel-mid-run')).body;
    const cancel = () =>
      send(sandbox, 'cancelApplication', { key: sandbox.keys.test, path: { id } });
    assert.equal((await cancel()).body.status, 'canceled');
    assert.equal((await cancel()).body.code, 'not_cancelable');
    assert.equal((await create('login-wall')).body.failure.code, 'login_required');
    const unsure = (await create('submission-unconfirmed')).body.id;
    assert.equal(
      (await answer(unsure, { name: 'Ada', mail: 'a@b.example' })).body.failure.code,
      'submission_unconfirmed',
    );
  });

  it('lists in pages whose cursor belongs to its filters, and only to the owner', async () => {
    for (const slug of [
      'multi-step',
      'login-wall',
      'slow-page',
      'eeoc-demographics',
      'typeahead-location',
    ] as const)
      await create(slug);
    const list = (query: Record<string, string | number>, key = sandbox.keys.test) =>
      send(sandbox, 'listApplications', { key, query });
    const first = (await list({ status: 'awaiting_answers', limit: 2 })).body;
    const second = (await list({ status: 'awaiting_answers', limit: 2, cursor: first.next_cursor }))
      .body;
    // With the application of the description, which every account has.
    assert.equal(new Set([...first.data, ...second.data].map(a => a.id)).size, 4);
    assert.equal(second.has_more, false);
    assert.equal(
      (await list({ status: 'failed', cursor: first.next_cursor })).body.code,
      'invalid_cursor',
    );
    assert.equal((await list({ status: 'lost' })).body.code, 'invalid_status');
    assert.deepEqual((await list({}, freshKey())).body.data, []);
    assert.equal(
      (await send(sandbox, 'getApplication', { path: { id: first.data[0].id } })).status,
      404,
    );
  });

  it('allows twenty practice applications an hour', async () => {
    for (let n = 0; n < 20; n += 1)
      assert.equal((await create('login-wall', String(n))).status, 200);
    const { status, body, headers } = await create('login-wall', 'more');
    assert.deepEqual(
      [status, body.code, headers.get('retry-after')],
      [429, 'application_quota_exceeded', '3600'],
    );
  });
});
