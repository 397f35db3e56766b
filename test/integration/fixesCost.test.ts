import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/names';
import { answerList } from './pressing';
import { remedyCases } from './remedyCases';
import { run } from './support';

const limit = (name: 'confirmAbove' | 'sessionLimit', credits: number | undefined) =>
  vscode.workspace.getConfiguration('jobo').update(`credits.${name}`, credits, true);

describe('a remedy that may cost more than the run that failed', function () {
  this.timeout(60_000);
  const cases = remedyCases();
  const { as, fails, mends } = cases;
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

  it('is asked about where nothing was billed when it was offered, and is now', async () => {
    await as('test');
    const refused = await fails({ operationId: 'searchJobs', query: { page_size: 640 } }, 400);
    await run(commands.setApiKey, cases.sandbox.keys.good);
    const { asked } = answerList(label => label === 'Send');
    await mends(refused, 'setValue');
    assert.match(asked.join('; '), /^This may cost up to 300 credits with Fixes test\./);
  });

  it('is asked about first', async () => {
    await as('good');
    await as('test');
    const shut = await fails({ operationId: 'getManagedJobFeed', body: { batch_size: 2 } }, 403);
    const { asked } = answerList(label => label.includes('Fixes good') || label === 'Send');
    const next = await mends(shut, 'switchProfile');
    assert.equal(next.profile, 'Fixes good');
    assert.match(asked[1] ?? '', /up to 6 credits with Fixes good/);
  });

  it('leaves the question to the guard where the run is over one of its limits', async () => {
    await as('good');
    await as('test');
    const shut = await fails({ operationId: 'getManagedJobFeed', body: { batch_size: 3 } }, 403);
    await limit('sessionLimit', 1);
    try {
      const { asked } = answerList(label => label.includes('Fixes good') || label === 'Send');
      await mends(shut, 'switchProfile');
      assert.equal(asked.length, 2, asked.join('; '));
      assert.match(asked[1] ?? '', /may take up to 9 credits$/);
    } finally {
      await limit('sessionLimit', undefined);
    }
  });
});
