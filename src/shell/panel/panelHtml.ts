import { randomBytes } from 'node:crypto';
import { Uri, env, l10n, type Webview } from 'vscode';

/** The HTML of a panel's page. It holds no data: everything arrives as messages. */
export function panelHtml(webview: Webview, folder: Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const file = (name: string) => webview.asWebviewUri(Uri.joinPath(folder, name)).toString();
  const source = webview.cspSource;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `form-action 'none'`,
    `base-uri 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${env.language.replace(/[^\w-]/g, '')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${l10n.t('Jobo')}</title>
<link rel="stylesheet" href="${file('webview.css')}">
</head>
<body><div id="root"></div><script type="module" nonce="${nonce}" src="${file('webview.js')}"></script></body>
</html>`;
}
