import * as fs from 'node:fs';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';

/** The desktop VS Code that VSCODE_DESKTOP names: its path, or the version to download. */
export function desktopEditor(): { vscodeExecutablePath: string } | { version: string } {
  const desktop = process.env['VSCODE_DESKTOP'] ?? 'stable';
  return fs.existsSync(desktop) ? { vscodeExecutablePath: desktop } : { version: desktop };
}

/** Before several start at a time, and before anybody takes a download for a suite that hangs. */
export async function downloadEditor(): Promise<void> {
  const editor = desktopEditor();
  if (!('version' in editor)) return;
  try {
    await downloadAndUnzipVSCode(editor.version);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `VS Code ${editor.version} cannot be downloaded (${why}). Set VSCODE_DESKTOP to the path of one that is there.`,
      { cause: error },
    );
  }
}
