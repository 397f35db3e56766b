import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../../../src/api';
import { createClock } from '../clock';
import { openBarePanel } from './barePanel';
import { Meter, rest } from './meter';
import { nodeFetch, sending } from './sending';
import type { Asked } from '../../../support/agent/messages';
import type { Tasks } from './tasks';

const now = createClock();
const meter = new Meter();
let origin = '';

/** A request straight from a command, by Node's fetch. */
export async function sendBare(): Promise<void> {
  await (await nodeFetch(`${origin}/api/jobs/1`)).text();
}

export function perform(asked: Asked<Tasks>): Promise<unknown> {
  switch (asked.task) {
    case 'command':
      return run(asked.params.name, ...asked.params.args);
    case 'send':
      return ours().then(api => sending(api, asked.params));
    case 'activate':
      return ours();
    case 'aim':
      origin = asked.params.origin;
      return Promise.resolve();
    case 'openPanel':
      openBarePanel(() => origin);
      return Promise.resolve();
    case 'callAt':
      return callAt(asked.params.name);
    case 'read':
      return read(asked.params.origin);
    case 'rest':
      return rest();
    case 'watch':
      return meter.start();
    case 'seen':
      return meter.stop();
  }
}

/** What a command resolves with stays where it is. */
async function run(name: string, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(name, ...args);
}

async function callAt(name: string): Promise<number> {
  const at = now();
  await run(name);
  return at;
}

async function read(from: string): Promise<void> {
  const answer = await nodeFetch(`${from}/api/jobs/1`);
  JSON.parse(await answer.text());
}

async function ours(): Promise<JoboExplorerApi> {
  const name = 'jobo-api-explorer.jobo-api-explorer';
  const extension = vscode.extensions.getExtension<JoboExplorerApi>(name);
  if (!extension) throw new Error(`${name} is not there.`);
  return extension.activate();
}
