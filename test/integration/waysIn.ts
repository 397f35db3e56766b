import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../src/api';
import { commands } from '../../src/names';
import type { Page } from './pressing';
import { freeRequest, run } from './support';

/** What a way in is tried with. */
export interface Trial {
  readonly api: JoboExplorerApi;
  /** Opened for `searchJobsPost`. */
  readonly page: () => Page;
  /** One that no profile has. */
  readonly key: string;
  /** Of the active profile, of no documented form. */
  readonly stored: string;
  /** The one that it had before. */
  readonly rotated: string;
}

type Way = (trial: Trial) => unknown;

const search = { operationId: 'searchJobs' };
const post = { operationId: 'searchJobsPost' };
const escaped = (key: string) => key.replaceAll('_', '\\u005f');
const inEntities = (key: string) => key.replaceAll('_', '&#95;');
const percented = (key: string) => key.replaceAll('_', '%5F').replace('j', '%6A');
const draft = (values: object) => ({
  ...post,
  path: {},
  query: {},
  headers: {},
  files: {},
  ...values,
});
const base64 = (text: string) => Buffer.from(text).toString('base64');
const curl = (rest: string) => `curl 'https://connect.jobo.world/api/jobs' ${rest}`;

/** Requests of other extensions: each is refused, with the reason `keyInRequest`. */
export const requests: Readonly<Record<string, (trial: Trial) => object>> = {
  'a header that is none of the operation': ({ key }) => ({
    ...freeRequest,
    headers: { 'x-api-key': key },
  }),
  'the name of a header': ({ key }) => ({ ...freeRequest, headers: { [key]: 'x' } }),
  'the idempotency key': ({ key }) => ({
    operationId: 'createApplication',
    headers: { 'Idempotency-Key': key },
    body: { job_id: freeRequest.path.id },
  }),
  'a path value': ({ key }) => ({ operationId: 'getJob', path: { id: key } }),
  'the name of a path value': ({ key }) => ({
    operationId: 'getJob',
    path: { ...freeRequest.path, [key]: 'x' },
  }),
  'a query value': ({ key }) => ({ ...search, query: { q: key } }),
  'the name of a parameter': ({ key }) => ({ ...search, query: { [key]: 1 } }),
  'a list': ({ key }) => ({ ...search, query: { skills: ['go', key] } }),
  'an object in a query': ({ key }) => ({ ...search, query: { q: { deep: [{ [key]: key }] } } }),
  'a body': ({ key }) => ({ ...post, body: { queries: [key] } }),
  'the name of a member': ({ key }) => ({ ...post, body: { [key]: true } }),
  'a body as text': ({ key }) => ({ ...post, body: `{"queries": ["go ${key} lang"]}` }),
  'a broken body': ({ key }) => ({ ...post, body: `{"queries": ["${key}` }),
  'the name of a file': ({ key }) => ({
    operationId: 'importProfile',
    body: { file: { name: `${key}.pdf`, type: 'application/pdf', base64: base64('cv') } },
  }),
  'a percent-encoded one': ({ key }) => ({ ...search, query: { q: percented(key) } }),
  'one encoded twice': ({ key }) => ({
    ...search,
    query: { q: encodeURIComponent(percented(key)) },
  }),
  'a JSON-escaped one': ({ key }) => ({ ...post, body: `{"queries": ["${escaped(key)}"]}` }),
  'one with HTML entities': ({ key }) => ({ ...search, query: { q: inEntities(key) } }),
  'one of the older form': ({ key }) => ({
    ...search,
    query: { q: `jbe_${key.split('_').slice(2).join('')}` },
  }),
  'a stored one of no form': ({ stored }) => ({ ...search, query: { q: `see ${stored}.` } }),
  'a piece of a stored one': ({ stored }) => ({ ...search, query: { q: stored.slice(-26) } }),
  'one that was rotated': ({ rotated }) => ({ ...post, body: { queries: [rotated] } }),
  'base64 of a stored one': ({ stored }) => ({ ...search, query: { q: base64(stored) } }),
};

/** All that a person or another extension does with a key elsewhere. */
export const actions: Readonly<Record<string, Way>> = {
  'an operation that is none': ({ api, key }) => api.send({ operationId: key }),
  'the form of the panel': async ({ page, key }) => {
    await page().call('draft/change', {
      draft: draft({ query: { q: key }, body: `{"a":"${key}"}` }),
    });
    const sent = await page().call('exchange/send', { draft: draft({ body: key }), anyway: true });
    // The draft goes back to the page, which shows it: what is told about it must not hold the key.
    return JSON.stringify(sent.result);
  },
  'a half-typed text of the panel': async ({ page, key }) => {
    const texts = [
      { operationId: post.operationId, field: '/a', raw: `"${key}"`, text: `{"${key}` },
    ];
    return (await page().call('unread/mask', { texts })).result;
  },
  'a field that completes': async ({ page, key }) =>
    (
      await page().call('field/suggest', {
        ...search,
        in: 'query',
        name: 'location',
        pointer: '',
        query: key,
      })
    ).result,
  'the body in its editor': async ({ page, key }) => {
    await page().call('draft/editBody', post);
    const editor = vscode.window.activeTextEditor;
    await editor?.edit(edit => edit.insert(new vscode.Position(0, 0), `{"q": "${key}"}`));
    await run('workbench.action.closeActiveEditor');
  },
  'a command that sends': ({ key }) => run(commands.sendRequest, key),
  'a command that opens': ({ key }) => run(commands.openOperation, { operation: { id: key } }),
  'a command that switches': ({ key }) => run(commands.switchProfile, key),
  'a command with a longer text': ({ key }) => run(commands.openOperation, `about ${key}`),
  'a run that is none': ({ key }) => run(commands.showExchange, key),
  'a run to be copied': ({ key }) => run(commands.copyRequest, key),
  'a connection to be diagnosed': ({ key }) => run(commands.diagnoseConnection, key),
  'the name of a profile': ({ key }) =>
    run(commands.addProfile, { name: key.slice(0, 60), baseUrl: 'https://a.example' }),
  'the address of a profile': ({ key }) =>
    run(commands.addProfile, { name: 'Key cases', baseUrl: `https://a.example/${key}` }),
  'the login of an address': ({ key }) =>
    run(commands.addProfile, { name: 'Key cases', baseUrl: `https://${key}@a.example` }),
  'a key that cannot be sent': ({ key }) => run(commands.setApiKey, `${key}\u00e9`),
  'a search of History': ({ key }) => {
    void run(commands.searchHistory, key);
  },
  'a filter of History': ({ key }) => run(commands.filterHistory, `q ${key}`),
  'a curl line, declined': ({ key }) => run(commands.pasteCurl, curl(`-H 'X-Api-Key: ${key}'`)),
  'a curl line, elsewhere': ({ key }) =>
    run(commands.pasteCurl, curl(`-G -d q=${percented(key)} -b s=${key} -H 'X-Note: ${key}'`)),
  'a curl line, refused': ({ key }) =>
    run(commands.pasteCurl, `curl https://connect.jobo.world/api/${key}/x -u ${key}`),
  'a curl line of an older key': ({ rotated }) =>
    run(commands.pasteCurl, curl(`-G -d q=${rotated} --unknown-${rotated} x`)),
};
