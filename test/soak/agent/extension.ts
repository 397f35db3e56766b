import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../../src/api';
import { watchRejections } from './measure';
import { answerTasks } from '../../support/agent/answerTasks';
import type { Tasks } from './messages';
import { perform } from './perform';

/** Another extension of the same extension host: does what the soak asks for over a socket, and tells its process id. */
export async function activate(): Promise<void> {
  watchRejections();
  const name = 'jobo-api-explorer.jobo-api-explorer';
  const extension = vscode.extensions.getExtension<JoboExplorerApi>(name);
  if (!extension) throw new Error(`${name} is not there.`);
  const api = await extension.activate();
  answerTasks<Tasks>(Number(process.env['JOBO_SOAK_PORT']), asked => perform(api, asked));
}
