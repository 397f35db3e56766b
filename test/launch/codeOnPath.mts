import * as fs from 'node:fs';
import * as path from 'node:path';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How VS Code is opened: the person's own, the packaged one, or one that has to be downloaded. */
export type Way =
  | { readonly kind: 'desktop'; readonly command: string }
  | { readonly kind: 'packaged' }
  | { readonly kind: 'download' };

export function chooseWay(machine: Machine): Way {
  const command = codeOnPath(machine);
  if (command !== undefined) return { kind: 'desktop', command };
  return hasPackagedHost(machine) ? { kind: 'packaged' } : { kind: 'download' };
}

export function hasPackagedHost({ platform, arch }: Pick<Machine, 'platform' | 'arch'>): boolean {
  return platform === 'linux' && arch === 'x64';
}

/** Whether the in-host cases run in the packaged host: unless VSCODE_DESKTOP names another editor. */
export function usesPackagedHost(): boolean {
  return process.env['VSCODE_DESKTOP'] === undefined && hasPackagedHost(process);
}

/** The first `code` of PATH that can open an extension under development. */
export function codeOnPath({ platform, env }: Machine): string | undefined {
  const windows = platform === 'win32';
  const directories = (env['PATH'] ?? env['Path'] ?? '').split(windows ? ';' : ':');
  return directories
    .filter(directory => directory !== '' && !isAnotherMachines(directory, env))
    .map(directory => path.join(directory, windows ? 'code.cmd' : 'code'))
    .find(isProgram);
}

// In a remote terminal, and in WSL, `code` only talks to a window elsewhere and ignores --extensionDevelopmentPath.
function isAnotherMachines(directory: string, env: Machine['env']): boolean {
  if (/[\\/]remote-cli[\\/]?$/.test(directory)) return true;
  return env['WSL_DISTRO_NAME'] !== undefined && directory.startsWith('/mnt/');
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
