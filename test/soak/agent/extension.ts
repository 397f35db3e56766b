import * as net from 'node:net';
import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../../src/api';
import { watchRejections } from './measure';
import { readMessages, writeMessage } from './messageLines';
import type { Answered, Asked, Hello } from './messages';
import { perform } from './perform';

/** Another extension of the same extension host: does what the soak asks for over a socket, and tells its process id. */
export async function activate(): Promise<void> {
  watchRejections();
  const name = 'jobo-api-explorer.jobo-api-explorer';
  const extension = vscode.extensions.getExtension<JoboExplorerApi>(name);
  if (!extension) throw new Error(`${name} is not there.`);
  const api = await extension.activate();
  const socket = net.connect(Number(process.env['JOBO_SOAK_PORT']), '127.0.0.1');
  const tell = (message: Hello | Answered) => writeMessage(socket, message);
  tell({ pid: process.pid, window: vscode.workspace.workspaceFolders?.[0]?.name ?? '' });
  readMessages(socket, message => {
    const asked = message as Asked;
    perform(api, asked).then(
      result => tell({ id: asked.id, result }),
      (failure: unknown) => tell({ id: asked.id, failure: String(failure) }),
    );
  });
}
