import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { catalog } from '../../src/core/catalog/catalog';
import { estimate } from '../../src/core/price/estimate';
import type { Outcome } from '../../src/core/exchange';
import { commands, items } from '../../src/names';
import { QueuedState } from '../../src/core/common/queuedState';
import { anyKeys } from '../../src/core/request/keyErrors';
import { Drafts } from '../../src/shell/requests/drafts';
import { OperationsTree, type OperationsNode } from '../../src/shell/views/operationsTree';
import { exchangeOf, spoken } from './exchanges';

/** State that lies in memory, as the editor's own does between two writes. */
function emptyState(): QueuedState {
  const kept = new Map<string, unknown>();
  return new QueuedState({
    get: key => kept.get(key),
    update: (key, value) => Promise.resolve(void kept.set(key, value)),
  });
}

describe('the Operations view', () => {
  let tree: OperationsTree;
  let drafts: Drafts;
  let billed: boolean;
  let learned: number | undefined;

  beforeEach(() => {
    drafts = new Drafts(emptyState(), anyKeys);
    billed = true;
    learned = undefined;
    tree = new OperationsTree(operation => ({
      billed,
      estimate: estimate(drafts.get(operation), learned),
    }));
    drafts.onDidChange(({ operationId }) => tree.reprice([operationId]));
  });
  afterEach(() => {
    tree.dispose();
    drafts.dispose();
  });

  const rows = (): OperationsNode[] => tree.getChildren().flatMap(tag => tree.getChildren(tag));
  const row = (id: string) =>
    rows().find(node => node.kind === 'operation' && node.operation.id === id) ??
    assert.fail(`no row ${id}`);
  const item = (id: string) => tree.getTreeItem(row(id));
  const tooltip = (id: string) => {
    const told = tree.resolveTreeItem(item(id), row(id)).tooltip;
    return told instanceof vscode.MarkdownString ? told : assert.fail(`${id} has no Markdown`);
  };

  it('groups all operations by tag', () => {
    const tags = tree.getChildren().map(node => tree.getTreeItem(node).label);
    assert.deepEqual(
      tags,
      catalog().tags.map(({ name }) => name),
    );
    const ids = rows().map(node => tree.getTreeItem(node).id);
    assert.deepEqual(
      ids,
      catalog().operations.map(({ id }) => id),
    );
    assert.equal(new Set(ids).size, catalog().operations.length);
  });

  it('has no rows below an operation, and knows the tag above it', () => {
    assert.deepEqual(tree.getChildren(row('searchJobs')), []);
    const parent = tree.getParent(row('searchJobs'));
    assert.ok(parent?.kind === 'tag' && parent.name === 'Jobs Search');
    assert.equal(tree.getParent(parent), undefined);
  });

  it('labels each row with method and summary', () => {
    for (const { id, method, summary } of catalog().operations) {
      assert.equal(item(id).label, `${method} ${summary}`);
    }
  });

  for (const [id, price, whole] of [
    ['searchJobs', '≤ 75 cr', 'up to 75 credits, 3 credits per job'],
    ['searchJobsPost', '≤ 3 cr', 'up to 3 credits, 3 credits per job'],
    ['getCareerSiteFeed', '≤ 500 cr', 'up to 500 credits, 50 credits per site'],
    ['geocodeLocation', '≤ 1 cr', 'up to 1 credit, 1 credit per request'],
    ['createApplication', 'price unknown', 'price unknown, 200 credits per session'],
    ['getJob', 'free', 'free'],
    ['runAutoApply', 'paused by the API', 'paused by the API'],
  ] as const) {
    it(`prices ${id} as "${price}", in full to a screen reader`, () => {
      const { label, description } = item(id);
      assert.equal(description, price);
      assert.equal(spoken(item(id)), `${label as string}, ${whole}, not sent yet`);
    });
  }

  /** What is drawn anew while something is done. */
  const redrawn = async (work: () => unknown): Promise<unknown[]> => {
    const drawn: unknown[] = [];
    const listening = tree.onDidChangeTreeData(nodes => drawn.push(...[nodes].flat()));
    await work();
    listening.dispose();
    return drawn;
  };

  it('prices the draft, and draws its row alone anew when that changes its price', async () => {
    for (const node of rows()) tree.getTreeItem(node);
    const draft = (query: object) =>
      drafts.put({ operationId: 'searchJobs', path: {}, query: { ...query }, headers: {} });
    assert.deepEqual(await redrawn(() => draft({ page_size: '10' })), [row('searchJobs')]);
    assert.equal(item('searchJobs').description, '≤ 30 cr');
    assert.deepEqual(await redrawn(() => draft({ page_size: '10', location: 'Porto' })), []);
    assert.deepEqual(await redrawn(() => drafts.reset('searchJobs')), [row('searchJobs')]);
    assert.equal(item('searchJobs').description, '≤ 75 cr');
  });

  it('says what is not billed, and then draws the metered rows only', async () => {
    for (const node of rows()) tree.getTreeItem(node);
    billed = false;
    const drawn = await redrawn(() => tree.reprice());
    assert.ok(drawn.includes(row('searchJobs')) && !drawn.includes(row('getJob')));
    assert.equal(item('searchJobs').description, 'not billed');
    assert.equal(item('getJob').description, 'free');
    assert.equal(item('runAutoApply').description, 'paused by the API');
  });

  it('says what one took lately in full, in the row as the sum', () => {
    learned = 2.5;
    assert.equal(item('searchJobs').description, '≤ 62.5 cr');
    const { value } = tooltip('searchJobs');
    assert.match(value, /Sent as it stands: up to 62\\\.5 credits · 2\\\.5 each lately/);
    assert.match(value, /Price: 3 credits per job/);
  });

  it('says what nobody documents, of an operation and of its filters, in the tooltip and to a screen reader', () => {
    for (const id of ['suggestCompanies', 'listOccupations']) {
      assert.match(tooltip(id).value, /_Not documented; may differ\\\./);
      assert.match(spoken(item(id)) ?? '', /not documented, may differ$/);
    }
    for (const [id, names] of [
      ['searchJobsPost', /_Not documented; may differ: occupation\\_ids\\\._/],
      ['getJobFeed', /_Not documented; may differ: company\\_sizes, company\\_revenues\\\._/],
    ] as const)
      assert.match(tooltip(id).value, names);
    assert.match(tooltip('getJobFeed').value, /per new job/);
    assert.doesNotMatch(tooltip('getJob').value, /documented;/);
    assert.doesNotMatch(spoken(item('searchJobsPost')) ?? '', /documented/);
  });

  it('folds groups that the API has paused whole, and says so', () => {
    const tag = tree.getTreeItem({ kind: 'tag', name: 'Auto Apply Profiles' });
    assert.equal(tag.description, 'paused by the API');
    assert.equal(tag.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
  });

  it('shows the last status once a run was taken', () => {
    tree.onExchange(exchangeOf('getJob', { kind: 'answered', status: 404 }));
    assert.equal(item('getJob').description, 'free · 404');
    assert.equal(spoken(item('getJob'))?.endsWith('last answer 404 Not Found'), true);
    assert.equal(item('searchJobs').description, '≤ 75 cr');
  });

  it('takes no key check for the last answer of the operation that it borrows', () => {
    const before = item('getJob').description;
    const answered = { kind: 'answered', status: 404 } as const;
    tree.onExchange(exchangeOf('getJob', answered, { purpose: 'keyCheck' }));
    assert.equal(item('getJob').description, before);
    assert.match(spoken(item('getJob')) ?? '', /not sent yet/);
    tree.onExchange(exchangeOf('getJob', answered));
    assert.match(String(item('getJob').description), / · 404$/);
  });

  it('says waiting without counting, and draws a wait once', () => {
    const drawn: unknown[] = [];
    const listening = tree.onDidChangeTreeData(node => drawn.push(node));
    const wait = (ms: number): Outcome => ({
      kind: 'waiting',
      until: '2026-01-31T09:00:30.000Z',
      ms,
      reason: 'server',
      next: 2,
      of: 6,
    });
    tree.onExchange(exchangeOf('getJob', wait(30_000)));
    tree.onExchange(exchangeOf('getJob', wait(29_000)));
    listening.dispose();
    assert.equal(item('getJob').description, 'free · waiting');
    assert.deepEqual(drawn, [row('getJob')]);
  });

  it('has no tooltip in a row: the editor would read the Markdown of all of them to draw the view', () => {
    for (const { id } of catalog().operations) assert.equal(item(id).tooltip, undefined, id);
    for (const tag of tree.getChildren())
      assert.equal(typeof tree.resolveTreeItem(tree.getTreeItem(tag), tag).tooltip, 'string');
  });

  it('has tooltips that can run nothing', () => {
    for (const { id, method, path } of catalog().operations) {
      const { isTrusted, supportHtml, value } = tooltip(id);
      assert.ok(!isTrusted);
      assert.ok(!supportHtml);
      assert.ok(value.includes(`${method} ${path}`));
      assert.doesNotMatch(value, /command:|undefined|\{0\}/);
    }
  });

  it('opens the operation on a click, and is known to the menus', () => {
    const { command, contextValue } = item('searchJobs');
    assert.equal(command?.command, commands.openOperation);
    assert.deepEqual(command.arguments, ['searchJobs']);
    assert.equal(contextValue, items.operation);
  });

  it('takes a run of an operation that it does not know', () =>
    assert.doesNotThrow(() => tree.onExchange(exchangeOf('noLongerThere', { kind: 'running' }))));
});
