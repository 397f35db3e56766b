import assert from 'node:assert/strict';
import { commands } from '../../../src/names';
import type { PanelView } from '../../../src/protocol';
import { answerList } from '../pressing';
import { fixCases } from './fixCases';
import { run, until } from '../support';

describe('a remedy that was pressed', () => {
  const { page, as, fails, fixed } = fixCases();

  it('leads to a run from which there is a way back, and forth again', async () => {
    await as('good');
    const refused = await fails({ operationId: 'searchJobs', query: { page_size: 640 } }, 400);
    await run(commands.showExchange, refused.id);
    await page().call('panel/ready', {});
    const next = await fixed(refused, 'setValue');
    await until('the new run', () => page().shown()?.id === next.id);
    assert.match(page().shown()?.before ?? '', /^Back to the run before: 400 · \S/);
    assert.equal(page().shown()?.hasNewer, undefined);

    await page().call('run/show', { exchangeId: next.id, which: 'before' });
    assert.equal(page().shown()?.id, refused.id);
    assert.equal(page().shown()?.card?.title, 'page_size is too large');
    assert.equal(page().shown()?.hasNewer, true);
    assert.equal(page().request()?.draft.query['page_size'], 640);

    await page().call('run/show', { exchangeId: refused.id, which: 'newest' });
    assert.equal(page().shown()?.id, next.id);
    const { result } = await page().call('panel/ready', {});
    const { exchange } = result as PanelView;
    assert.match(exchange?.before ?? '', /400/, 'the page that is shown again has lost the way');
  });

  it('has a way back as long as History has the run', async () => {
    await as('good');
    const refused = await fails({ operationId: 'searchJobs', query: { page_size: 640 } }, 400);
    const next = await fixed(refused, 'setValue');
    answerList(label => label === 'Clear it');
    await run(commands.clearHistory);
    const call = { exchangeId: next.id, which: 'before' };
    const { failure } = await page().call('run/show', call);
    assert.match(failure ?? '', /no longer kept/);
  });
});
