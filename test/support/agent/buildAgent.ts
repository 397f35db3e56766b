import * as fs from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';

/**
 * Makes an extension of one file.
 * @param manifest what its package.json says besides
 */
export async function buildAgent(
  entry: string,
  folder: string,
  manifest: { readonly name: string } & Readonly<Record<string, unknown>>,
): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile: path.join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const common = {
    publisher: 'jobo-api-explorer',
    version: '0.0.1',
    engines: { vscode: '^1.101.0' },
    main: './extension.js',
    activationEvents: ['*'],
    extensionKind: ['workspace'],
  };
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...common, ...manifest }));
}
