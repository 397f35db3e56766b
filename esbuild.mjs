// npm run build: the four bundles of dist/. `--watch` rebuilds, `--production` minifies and leaves the source maps out.
import * as esbuild from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
/** `--only=sandbox` builds that bundle alone. */
const only = process.argv.find(arg => arg.startsWith('--only='))?.slice('--only='.length);

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true,
};
/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] };

const targets = [
  { ...node, entryPoints: { extension: 'src/extension.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { engine: 'src/core/transport/engine.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { sandbox: 'src/sandbox/main.ts' }, outdir: 'dist' },
  {
    ...common,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: { webview: 'src/webview/main.tsx' },
    outdir: 'dist/webview',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  },
];

for (const target of targets.filter(({ entryPoints }) => !only || only in entryPoints)) {
  if (watch) await (await esbuild.context(target)).watch();
  else await esbuild.build(target);
}
