import assert from 'node:assert/strict';
import { catalog } from '../../../../src/core/catalog/catalog';
import type { Sandbox } from '../../../../src/sandbox/server';
import { startSandbox } from '../../../support/sandbox';
import { send, zeroId } from '../send';

const jobUrl = 'https://jobs.example/1';

describe('sandbox: the older Auto Apply contracts', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());

  it('answers 503 on every operation of the older contracts, for a full and for an empty wallet', async () => {
    const closed = catalog().operations.filter(({ state }) => state === 'unavailable');
    assert.equal(closed.length, 14);
    for (const { id } of closed) {
      for (const key of [sandbox.keys.good, sandbox.keys.empty]) {
        const { status, headers } = await send(sandbox, id, { key, path: { id: zeroId } });
        assert.equal(status, 503, id);
        assert.equal(headers.get('retry-after'), null);
      }
    }
  });

  it('shows their shapes on request', async () => {
    const id = 'd5b0c0de-0000-4000-8000-000000000001';
    const form = new FormData();
    form.set('file', new Blob(['My life']), 'resume.txt');
    const wrong = new FormData();
    wrong.set('file', new Blob(['x']), 'resume.exe');
    const answers = [{ field_id: 'full_name', type: 'text', value: 'Ada' }];
    const person = {
      contact: { first_name: 'Ada', last_name: 'Sorrel', email: 'ada@sorrel.example' },
    };
    const requests: readonly [string, number, object][] = [
      ['startAutoApplySession', 200, { body: { apply_url: jobUrl } }],
      ['setAutoApplyAnswers', 200, { body: { session_id: id, answers } }],
      ['setAutoApplyAnswers', 404, { body: { session_id: zeroId, answers } }],
      ['setAutoApplyAnswers', 400, { body: { session_id: id, answers: [] } }],
      ['endAutoApplySession', 200, { path: { id } }],
      ['runAutoApply', 200, { body: { profile_id: id, apply_url: jobUrl } }],
      ['createLiveSession', 201, { body: { job_url: jobUrl } }],
      ['getLiveSession', 200, { path: { id } }],
      ['getLiveSession', 404, { path: { id: zeroId } }],
      ['answerLiveSession', 200, { path: { id }, body: { answers } }],
      ['createProfile', 201, { body: person }],
      ['listProfiles', 200, {}],
      ['getProfile', 200, { path: { id } }],
      ['updateProfile', 200, { path: { id }, body: { name: 'Second' } }],
      ['replaceProfile', 200, { path: { id }, body: person }],
      ['deleteProfile', 200, { path: { id } }],
      ['importProfile', 202, { body: form }],
      ['importProfile', 400, { body: wrong }],
    ];
    const key = sandbox.keys['scenario:auto-apply-live-shapes'];
    for (const [operationId, expected, request] of requests) {
      const { status, headers } = await send(sandbox, operationId, { key, ...request });
      assert.equal(status, expected, operationId);
      if (expected === 201 || expected === 202)
        assert.match(headers.get('location') ?? '', /^\/api\/auto-apply\//);
    }
  });
});
