import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fsp from 'node:fs/promises';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Exchange, JoboExplorerApi } from '../../src/api';
import { commands } from '../../src/names';
import { formsOf } from '../support/keyForms';

/** The extension as another extension sees it. */
export function theExtension(): vscode.Extension<JoboExplorerApi> {
  const found = vscode.extensions.getExtension<JoboExplorerApi>(
    'jobo-api-explorer.jobo-api-explorer',
  );
  assert.ok(found, 'the extension under test is not there');
  return found;
}

export const activate = (): Promise<JoboExplorerApi> => Promise.resolve(theExtension().activate());

/** What a case has done that {@link cleanUp} undoes, and only that: each command is a way to the workbench and back. */
const done = { quickInput: false, profile: false };

/** How many quick inputs the extension has opened. */
let quickInputs = 0;

export const countQuickInputs = (): number => quickInputs;

/** By which another profile may become the active one. */
const switching: readonly string[] = [
  commands.addProfile,
  commands.removeProfile,
  commands.setApiKey,
  commands.switchProfile,
  commands.pasteCurl,
];

/** Says that another profile may be the active one from now on, for another reason than a command. */
export function noteSwitch(): void {
  done.profile = true;
}

export async function run(command: string, ...args: unknown[]): Promise<unknown> {
  if (switching.includes(command)) done.profile = true;
  return vscode.commands.executeCommand(command, ...args);
}

// In a browser the dialogs for files are quick inputs too.
for (const name of [
  'showQuickPick',
  'createQuickPick',
  'showInputBox',
  'createInputBox',
  'showSaveDialog',
  'showOpenDialog',
] as const) {
  const original = vscode.window[name].bind(vscode.window) as (...args: unknown[]) => unknown;
  const noted = (...args: unknown[]) => {
    done.quickInput = true;
    quickInputs += 1;
    return original(...args);
  };
  Object.assign(vscode.window, { [name]: noted });
}

/** A key of the API's shape. Made while the case runs: no key stands in a file. */
export const makeKey = (side: 'live' | 'test' = 'live'): string =>
  ['jbe', side, randomText(21), randomText(43)].join('_');

const randomText = (length: number) =>
  randomBytes(length).toString('base64url').replaceAll('-', 'a').slice(0, length);

/** Adds a profile, with or without a key, and makes it the active one. One that was there loses the key it had. */
export async function useProfile(name: string, baseUrl: string, key?: string): Promise<void> {
  await run(commands.addProfile, { name, baseUrl, ...(key !== undefined && { key }) });
  await run(commands.switchProfile, name);
}

/** As the person's own setting; `undefined` takes it away. */
export async function setSetting(section: string, name: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section);
  if (configuration.inspect(name)?.globalValue === value) return;
  await configuration.update(name, value, vscode.ConfigurationTarget.Global);
}

/** Takes back what the case has done: quick inputs, the active profile, editors. Keys stay with the profiles of the cases. */
export async function cleanUp(): Promise<void> {
  if (done.quickInput) await run('workbench.action.closeQuickOpen');
  if (done.profile) await run(commands.switchProfile, 'Sandbox');
  Object.assign(done, { quickInput: false, profile: false });
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  if (tabs.length > 0) await run('workbench.action.closeAllEditors');
}

interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface Recorder {
  readonly url: string;
  readonly requests: Recorded[];
  readonly connections: () => number;
  stop(): Promise<void>;
}

type Reply = (request: Recorded, response: http.ServerResponse) => void;

export const answerEmpty: Reply = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
};

/** A server that keeps what it is sent. */
export async function startRecorder(reply: Reply = answerEmpty): Promise<Recorder> {
  const requests: Recorded[] = [];
  let connections = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const recorded = { method, url, headers, body: Buffer.concat(chunks).toString() };
      requests.push(recorded);
      reply(recorded, response);
    });
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () => connections,
    stop: () => {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

/** A free operation: nothing of it is ever charged. */
export const freeRequest = {
  operationId: 'getJob',
  path: { id: '3f2b8c1e-0000-4000-8000-000000000000' },
} as const;

/** Resolves when `holds` does; fails after some seconds with what was awaited. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(`never came: ${what}`);
    await sleep(10);
  }
}

/** Collects every change that the API tells of, until stopped. */
export function collect(api: JoboExplorerApi) {
  const seen: Exchange[] = [];
  const listening = api.onDidChangeExchange(exchange => seen.push(exchange));
  return { seen, stop: () => void listening.dispose() };
}

/** What a command runs meanwhile, each in its last state. */
export async function runsOf(
  api: JoboExplorerApi,
  work: () => Promise<unknown>,
): Promise<readonly Exchange[]> {
  const { seen, stop } = collect(api);
  try {
    await work();
  } finally {
    stop();
  }
  return [...new Map(seen.map(each => [each.id, each])).values()];
}

/** Where the extension keeps its files: seen by watching where it puts one. */
export async function storageFolder(api: JoboExplorerApi): Promise<string> {
  const original = fsp.rename.bind(fsp);
  let folder: string | undefined;
  fsp.rename = async (from, to): Promise<void> => {
    const parent = path.dirname(to.toString());
    if (path.basename(parent) === 'history') folder = path.dirname(parent);
    await original(from, to);
  };
  try {
    await api.send({ operationId: 'listSandboxScenarios' });
    await until('a row of History on disk', () => folder !== undefined);
  } finally {
    fsp.rename = original;
  }
  return folder ?? assert.fail('no storage folder');
}

/** Every file below a folder whose bytes hold `text` in one of the forms in which a key could lie there. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const forms = formsOf(text).map(form => Buffer.from(form, 'latin1'));
  const entries = await fsp.readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter(each => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const content = await fsp.readFile(file).catch(() => Buffer.alloc(0));
    if (forms.some(form => content.includes(form))) found.push(file);
  }
  return found;
}
