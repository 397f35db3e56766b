import * as net from 'node:net';
import * as vscode from 'vscode';
import { readMessages, writeMessage } from './messageLines';
import type { Answered, Asked, Hello, TasksOf } from './messages';

/** In an extension host: does what is asked for over a socket, and tells its process first. */
export function answerTasks<T extends TasksOf<T>>(
  port: number,
  perform: (asked: Asked<T>) => Promise<unknown>,
): void {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const tell = (message: Hello | Answered) => writeMessage(socket, message);
  tell({ pid: process.pid, window: vscode.workspace.workspaceFolders?.[0]?.name ?? '' });
  readMessages(socket, message => {
    const asked = message as Asked<T>;
    perform(asked).then(
      result => tell({ id: asked.id, result }),
      (failure: unknown) => tell({ id: asked.id, failure: String(failure) }),
    );
  });
}
