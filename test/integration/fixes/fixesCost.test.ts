import assert from 'node:assert/strict';
import { commands } from '../../../src/names';
import { answerInput, answerList, press } from '../pressing';
import { fixCases } from './fixCases';
import { collect, run, setSetting, startRecorder, until, useProfile } from '../support';

const limit = (name: 'confirmAbove' | 'sessionLimit', credits: number | undefined) =>
  setSetting('jobo', `credits.${name}`, credits);

describe('a remedy that may cost more than the run that failed', () => {
  const cases = fixCases();
  const { as, fails, fixed } = cases;
  before(() => limit('confirmAbove', 0));
  after(() => limit('confirmAbove', undefined));

  it('names what it may cost, and nothing where nothing is billed', async () => {
    const title = async () => {
      const failed = await fails({ operationId: 'searchJobs', query: { page_size: 640 } }, 400);
      return failed.diagnosis?.fixes[0]?.title;
    };
    await as('good');
    assert.equal(await title(), 'Set page_size to 100 and Send · up to 300 credits');
    await as('test');
    assert.equal(await title(), 'Set page_size to 100 and Send');
    await run(commands.switchProfile, 'Sandbox');
    assert.equal(await title(), 'Set page_size to 100 and Send');
  });

  for (const [kind, request, most] of [
    ['setValue', { operationId: 'searchJobs', query: { page_size: 640 } }, '300 credits'],
    ['askValue', { operationId: 'geocodeLocation' }, '1 credit'],
  ] as const) {
    it(`is asked about where nothing was billed when it was offered, and is now: ${kind}`, async () => {
      await as('test');
      const refused = await fails(request, 400);
      await run(commands.setApiKey, cases.sandbox.keys.good);
      const { asked, reasons } = answerList(label => label === 'Send');
      answerInput('Lisbon');
      await fixed(refused, kind);
      assert.equal(asked.length, 1, asked.join('; '));
      assert.ok(asked[0]?.endsWith(` may take up to ${most}`), asked[0]);
      assert.deepEqual(reasons, [
        'The run that it mends took nothing; this one goes with Fixes test.',
      ]);
    });
  }

  it('is asked about too where it sends the same again with a key that is billed by now', async () => {
    const server = await startRecorder((_, response) => response.writeHead(501).end());
    try {
      await useProfile('Fixes became live', server.url, cases.sandbox.keys.test);
      const broken = await fails({ operationId: 'searchJobs', query: { page_size: 2 } }, 501);
      await run(commands.setApiKey, cases.sandbox.keys.good);
      const { asked } = answerList(label => label === 'Do not send');
      const { seen, stop } = collect(cases.api);
      const { failure } = await press(cases.page, broken, 'sendAgain');
      assert.equal(failure, undefined);
      await until('the row of it', () => seen.at(-1)?.outcome.kind === 'refused');
      stop();
      assert.deepEqual(seen.at(-1)?.outcome, { kind: 'refused', reason: 'notConfirmed' });
      assert.ok(seen.some(({ outcome }) => outcome.kind === 'asking'));
      assert.match(asked.join('; '), / may take up to 6 credits$/);
      const searches = server.requests.filter(({ url }) => url.includes('page_size=2'));
      assert.equal(searches.length, 1);
    } finally {
      await server.stop();
    }
  });

  it('is asked about first', async () => {
    await as('good');
    await as('test');
    const shut = await fails({ operationId: 'getManagedJobFeed', body: { batch_size: 2 } }, 403);
    const { asked, reasons } = answerList(
      label => label.includes('Fixes good') || label === 'Send',
    );
    const next = await fixed(shut, 'switchProfile');
    assert.equal(next.profile, 'Fixes good');
    assert.match(asked[1] ?? '', /up to 6 credits$/);
    assert.match(reasons[1] ?? '', /took nothing; this one goes with Fixes good\.$/);
  });

  it('is asked about once where it is over a limit too, with both reasons', async () => {
    await as('good');
    await as('test');
    const shut = await fails({ operationId: 'getManagedJobFeed', body: { batch_size: 3 } }, 403);
    await limit('sessionLimit', 1);
    try {
      const { asked, reasons } = answerList(
        label => label.includes('Fixes good') || label === 'Send',
      );
      await fixed(shut, 'switchProfile');
      assert.equal(asked.length, 2, asked.join('; '));
      assert.match(asked[1] ?? '', /may take up to 9 credits$/);
      assert.match(
        reasons[1] ?? '',
        /this one goes with Fixes good\. .*over its limit of 1 credit/,
      );
    } finally {
      await limit('sessionLimit', undefined);
    }
  });
});
