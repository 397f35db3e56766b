import * as vscode from 'vscode';
import type { JoboExplorerApi } from '../../../src/api';
import { measure } from './measure';
import type { Asked } from '../../support/agent/messages';
import type { Tasks } from './messages';
import { mixedRuns, tell } from './mixedRuns';

export function perform(api: JoboExplorerApi, asked: Asked<Tasks>): Promise<unknown> {
  switch (asked.task) {
    case 'command':
      return Promise.resolve(
        vscode.commands.executeCommand(asked.params.name, ...asked.params.args),
      );
    case 'set':
      return Promise.resolve(
        vscode.workspace.getConfiguration().update(asked.params.name, asked.params.value, true),
      );
    case 'send':
      return send(api, asked.params);
    case 'mixed':
      return mixedRuns(api, asked.params);
    case 'tell':
      tell(asked.params.marker);
      return Promise.resolve();
    case 'measure':
      return measure();
  }
}

async function send(
  api: JoboExplorerApi,
  { request, kill, lateMs = 0, takesKept }: Tasks['send']['params'],
): Promise<Tasks['send']['result']> {
  const end = () => {
    // Within the very call that told of the phase: nothing of this process comes between.
    if (lateMs === 0) process.kill(process.pid, 'SIGKILL');
    else setTimeout(() => process.kill(process.pid, 'SIGKILL'), lateMs);
  };
  if (kill) api.onDidChangeExchange(({ outcome }) => outcome.kind === kill && end());
  const sending = api.send(request, takesKept && { repeating: 'kept' });
  if (kill === 'called') end();
  const { id, outcome } = await sending;
  return { id, outcome };
}
