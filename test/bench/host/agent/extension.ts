import * as vscode from 'vscode';
import { answerTasks } from '../../../support/agent/answerTasks';
import { bareDay } from './bareDay';
import { perform, sendBare } from './perform';
import type { Tasks } from './tasks';

/** Another extension of the same extension host: the bare ways, and whatever else the bench asks for over a socket. */
export function activate({ subscriptions }: vscode.ExtensionContext): void {
  subscriptions.push(
    vscode.commands.registerCommand('bench.send', sendBare),
    vscode.window.registerTreeDataProvider('bench.day', bareDay),
  );
  answerTasks<Tasks>(Number(process.env['JOBO_BENCH_PORT']), perform);
}
