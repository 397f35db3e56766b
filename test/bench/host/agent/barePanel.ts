import * as vscode from 'vscode';
import { nodeFetch } from './sending';

const page = `<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-bare'">
</head>
<body id="bare"><button>Send</button><pre></pre>
<script nonce="bare">
  const editor = acquireVsCodeApi();
  document.querySelector('button').addEventListener('click', () => editor.postMessage('send'));
  addEventListener('message', ({ data }) => (document.querySelector('pre').textContent = data));
</script></body></html>`;

/** The least that a panel can do: a button, a request by Node's fetch, the answer as a text. */
export function openBarePanel(origin: () => string): void {
  const panel = vscode.window.createWebviewPanel(
    'bench.bare',
    'Bare',
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, retainContextWhenHidden: true },
  );
  panel.webview.onDidReceiveMessage(async () => {
    const answer = await nodeFetch(`${origin()}/api/jobs/1`);
    await panel.webview.postMessage(await answer.text());
  });
  panel.webview.html = page;
}
