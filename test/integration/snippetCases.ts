import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../src/api';
import { hearMessages, restoreAll } from './pressing';
import { activate, cleanUp, makeKey, startRecorder, type Recorder } from './support';

export const clipboard = () => Promise.resolve(vscode.env.clipboard.readText());

/** A server under a key of its own, the messages that are shown, and a clipboard that is left empty. */
export function snippetCases() {
  let api: JoboExplorerApi;
  let server: Recorder;
  let key: string;
  let said: readonly string[];
  before(async () => {
    api = await activate();
    await cleanUp();
  });
  beforeEach(async () => {
    server = await startRecorder();
    key = makeKey();
    said = hearMessages();
    await vscode.env.clipboard.writeText('as before');
  });
  afterEach(async () => {
    restoreAll();
    await cleanUp();
    await vscode.env.clipboard.writeText('');
    await server.stop();
  });
  return {
    get api() {
      return api;
    },
    get server() {
      return server;
    },
    get key() {
      return key;
    },
    get said() {
      return said;
    },
  };
}
