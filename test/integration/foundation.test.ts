import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../src/api';

describe('the public API', () => {
  it('sends through the sandbox', async () => {
    const extension = vscode.extensions.getExtension<JoboExplorerApi>('jobo-api-explorer.jobo-api-explorer');
    assert.ok(extension);
    const api = await extension.activate();
    const exchange = await api.send({ operationId: 'searchJobs', query: { q: 'engineer', page_size: 2 } });
    console.log(JSON.stringify(exchange).slice(0, 1500));
    assert.equal(exchange.outcome.kind, 'answered');
  });
});
