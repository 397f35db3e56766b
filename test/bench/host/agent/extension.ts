import * as net from 'node:net';
import * as vscode from 'vscode';
import { readMessages, writeMessage } from '../../../soak/agent/messageLines';
import { bareDay } from './bareDay';
import { perform, sendBare } from './perform';
import type { Answered, Asked, Hello } from './tasks';

/** Another extension of the same extension host: the bare ways, and whatever else the bench asks for over a socket. */
export function activate({ subscriptions }: vscode.ExtensionContext): void {
  subscriptions.push(
    vscode.commands.registerCommand('bench.send', sendBare),
    vscode.window.registerTreeDataProvider('bench.day', bareDay),
  );
  const socket = net.connect(Number(process.env['JOBO_BENCH_PORT']), '127.0.0.1');
  socket.on('error', () => undefined);
  const tell = (message: Hello | Answered) => writeMessage(socket, message);
  tell({ pid: process.pid });
  readMessages(socket, message => {
    const asked = message as Asked;
    perform(asked).then(
      result => tell({ id: asked.id, result }),
      (failure: unknown) => tell({ id: asked.id, failure: String(failure) }),
    );
  });
}
