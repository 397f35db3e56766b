import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../../src/api';
import { findOperation } from '../../../src/core/catalog/catalog';
import { commands } from '../../../src/names';
import type { Calls, PanelView } from '../../../src/protocol';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { replace, restoreAll, watchPanels, type Page } from '../pressing';
import {
  activate,
  cleanUp,
  collect,
  filesWith,
  run,
  setSetting,
  startRecorder,
  storageFolder,
  until,
  useProfile,
} from '../support';

type Complete = Calls['field/suggest'];
const setOnline = (value: boolean | undefined) => setSetting('jobo', 'completion.online', value);
const name = 'Completion cases';

describe('suggestions in the panel', () => {
  let api: JoboExplorerApi;
  let sandbox: Sandbox;
  let lines: string[];
  let page: () => Page;

  before(async () => {
    api = await activate();
  });
  beforeEach(async () => {
    lines = [];
    sandbox = await startSandbox({ log: line => lines.push(line) });
    page = watchPanels();
    await useProfile(name, sandbox.url, sandbox.keys.good);
  });
  afterEach(async () => {
    restoreAll();
    await setOnline(undefined);
    await cleanUp();
    await sandbox.stop();
  });

  const open = async (operationId: string): Promise<PanelView> => {
    await run(commands.openBeside, operationId);
    const { value, result } = (await page().call('panel/ready', {})) as {
      value?: unknown;
      result?: PanelView;
    };
    return result ?? assert.fail(String(value));
  };
  const complete = async (params: Partial<Complete['params']>): Promise<Complete['result']> => {
    const whole = { operationId: 'searchJobs', in: 'query', name: 'sources', pointer: '' };
    const { result, failure } = (await page().call('field/suggest', {
      ...whole,
      query: '',
      ...params,
    })) as { result?: Complete['result']; failure?: string };
    return result ?? assert.fail(failure);
  };
  const values = ({ suggestions }: Complete['result']) => suggestions.map(({ value }) => value);

  it('come from the API, once, with the jobs that have them', async () => {
    await open('searchJobs');
    const all = await complete({});
    assert.equal(all.note, undefined);
    assert.match(all.suggestions[0]?.detail ?? '', /^[\d,.]+ jobs$/);
    const narrowed = await complete({ query: 'work' });
    assert.deepEqual(
      values(narrowed),
      values(all).filter(value => value.includes('work')),
    );
    assert.deepEqual(lines, ['GET /api/connectors/filter-options/sources 200 0']);
  });

  it('take one request for ten letters typed', async () => {
    await open('searchJobsPost');
    const place = { operationId: 'searchJobsPost', in: 'body', name: '' } as const;
    const at = { ...place, pointer: '/skills/include/0' };
    const typed = 'typescript';
    const results = await Promise.all(
      Array.from(typed, (_, index) => complete({ ...at, query: typed.slice(0, index + 1) })),
    );
    assert.equal(lines.length, 1, lines.join('\n'));
    for (const result of results.slice(0, -1)) assert.deepEqual(result, { suggestions: [] });
    assert.ok(results.at(-1));
  });

  it('are told of by the form: which fields have them', async () => {
    const { request } = await open('searchJobs');
    const fields = (request?.operation.fields ?? []).filter(({ suggests }) => suggests);
    assert.deepEqual(fields.map(field => field.name).sort(), [
      'employment_type',
      'experience_level',
      'industries',
      'location',
      'occupation_ids',
      'skills',
      'sources',
      'work_model',
    ]);
    const feed = await open('getCareerSiteFeed');
    assert.deepEqual(feed.request?.operation.body?.suggests, ['/industries']);
    assert.equal(lines.length, 0, 'drawing a form asks nothing');
  });

  it('name occupations, whose ids are sent, and companies with their domains', async () => {
    await open('searchJobs');
    const { suggestions } = await complete({ name: 'occupation_ids', query: 'nurse' });
    assert.ok(suggestions.length > 0);
    for (const { value, label, detail } of suggestions) {
      assert.match(label, /nurse/i);
      assert.match(value, /^[\da-f-]{36}$/);
      assert.equal(detail, value);
    }
    await open('searchJobsPost');
    const at = { operationId: 'searchJobsPost', in: 'body', name: '' } as const;
    const companies = await complete({ ...at, pointer: '/companies/include/0', query: 'marlow' });
    assert.ok(companies.suggestions.length > 0);
    for (const { value, label, detail } of companies.suggestions) {
      assert.equal(value, label);
      assert.match(detail ?? '', /^marlow.*\.example$/);
    }
  });

  it('are no runs: neither History nor other extensions hear of them', async () => {
    await open('searchJobs');
    const { seen, stop } = collect(api);
    assert.ok(values(await complete({ name: 'location', query: 'po' })).length > 0);
    assert.equal(lines.length, 1);
    stop();
    assert.deepEqual(seen, []);
  });

  it('are the ids of the description in the sandbox, which has them, before an answer has shown others', async () => {
    const idsOf = (operationId: string) => complete({ operationId, in: 'path', name: 'id' });
    await open('getCompany');
    assert.deepEqual((await idsOf('getCompany')).suggestions, []);
    await run(commands.switchProfile, 'Sandbox');
    for (const id of ['getJob', 'getCompany', 'getCompanyJobs', 'getApplication']) {
      const { example } = findOperation(id)?.parameters.find(({ name }) => name === 'id') ?? {};
      const [offered, ...others] = (await idsOf(id)).suggestions;
      assert.deepEqual([offered?.value, others], [example, []], id);
      assert.match(offered?.label ?? '', /of the sandbox$/);
    }
    const { value } = (await idsOf('getJob')).suggestions[0] ?? assert.fail('none');
    const found = await api.send({ operationId: 'getJob', path: { id: value } });
    assert.deepEqual(found.outcome, { kind: 'answered', status: 200 });
  });

  it('are documented values, and nothing is sent, without a key', async () => {
    const server = await startRecorder();
    await useProfile('Keyless', server.url);
    await open('searchJobs');
    const sources = await complete({});
    assert.ok(values(sources).includes('greenhouse'));
    assert.match(sources.note ?? '', /key/);
    const skills = await complete({ name: 'skills', query: 'a' });
    assert.deepEqual(skills, {
      suggestions: [],
      note: 'Type a value; suggestions come with a key.',
    });
    assert.equal(server.requests.length, 0);
    await server.stop();
  });

  it('stay offline where the person wants that', async () => {
    await setOnline(false);
    await open('searchJobs');
    assert.deepEqual(values(await complete({ name: 'work_model' })), [
      'remote',
      'hybrid',
      'onsite',
    ]);
    assert.deepEqual(lines, []);
  });

  it('say how old they are when the API asks to wait', async () => {
    await useProfile(name, sandbox.url, sandbox.keys.tiny);
    await open('searchJobs');
    for (const query of ['pa', 'be', 'ro']) await complete({ name: 'location', query });
    const refused = await complete({ name: 'sources' });
    assert.match(refused.note ?? '', /asked us to wait; these are the documented values/);
    const sent = lines.length;
    assert.match((await complete({ name: 'skills' })).note ?? '', /asked us to wait/);
    assert.equal(lines.length, sent);
  });

  it('offer ids that answers have shown', async () => {
    await open('getJob');
    const at = { operationId: 'getJob', in: 'path', name: 'id' } as const;
    assert.match((await complete(at)).note ?? '', /once an answer has shown some/);
    const { id } = await api.send({ operationId: 'searchJobs', query: { page_size: 3 } });
    assert.ok(id);
    const ids = await complete(at);
    assert.equal(ids.suggestions.length, 3);
    const [first] = ids.suggestions;
    assert.equal(first?.value, first?.detail);
    assert.deepEqual(values(await complete({ ...at, query: first!.value })), [first!.value]);
  });

  it('are forgotten with the key, and never hold it', async () => {
    await open('searchJobs');
    assert.ok(values(await complete({ name: 'industries' })).length > 0);
    const folder = await storageFolder(api);
    const file = path.join(folder, 'vocabulary.json');
    await until('the file', () => fs.existsSync(file));
    assert.match(fs.readFileSync(file, 'utf8'), /"lane":"options industries"/);
    assert.deepEqual(await filesWith(folder, sandbox.keys.good), []);
    await run(commands.setApiKey, sandbox.keys.test);
    await complete({ name: 'industries' });
    assert.equal(lines.filter(line => line.includes('industries')).length, 2);
  });

  it('help in the palette too', async () => {
    const create = vscode.window.createQuickPick.bind(vscode.window);
    let pick: vscode.QuickPick<vscode.QuickPickItem> | undefined;
    replace(vscode.window, 'createQuickPick', <T extends vscode.QuickPickItem>() => {
      const made = create<T>();
      pick = made;
      return made;
    });
    const sending = run(commands.sendRequest, 'geocodeLocation');
    await until('the input', () => pick !== undefined);
    const labels = () => pick?.items.map(({ label }) => label) ?? [];
    pick!.value = 'por';
    await until('suggestions', () => labels().length > 1);
    assert.equal(labels()[0], 'por', 'what was typed comes first');
    const sent = lines.length;
    await run('workbench.action.closeQuickOpen');
    await sending;
    assert.equal(lines.length, sent, 'leaving sends nothing');
  });

  it('are nothing for what is no place of the operation', async () => {
    await open('searchJobs');
    for (const odd of [
      { in: 'file' },
      { name: 'q' },
      { in: 'body' },
      { pointer: 7 },
      { query: {} },
    ]) {
      const result = await complete(odd as Partial<Complete['params']>);
      assert.ok(Array.isArray(result.suggestions));
    }
    const { failure } = await page().call('field/suggest', { operationId: 'toString' });
    assert.equal(failure, undefined);
    const unknown = await page().call('field/suggest', { operationId: 'x', in: 'query' });
    assert.match(unknown.failure ?? '', /not in the catalog/);
  });
});
