// npm run build: the bundles of dist/. `--watch` rebuilds, `--production` minifies and leaves the source maps out.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { entryOf, lazily, lazyBundles } from './lazyBundles.mjs';

const given = name =>
  process.argv.find(arg => arg.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
/** `--only=sandbox` builds that bundle alone. */
const only = given('only');
/** `--out=folder` builds there instead, and writes what each bundle is made of to meta.json. */
const out = given('out') ?? 'dist';

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
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  outdir: out,
};

/** A bundle of the extension that leaves to the lazy ones what is theirs. */
const cut = (name, entry) => ({ ...node, entryPoints: { [name]: entry }, plugins: [lazily(name)] });

const targets = [
  cut('extension', 'src/extension.ts'),
  ...Object.keys(lazyBundles).map(name => cut(name, entryOf(name))),
  { ...node, entryPoints: { engine: 'src/core/transport/engine.ts' } },
  { ...node, entryPoints: { sandbox: 'src/sandbox/main.ts' } },
  {
    ...common,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: { webview: 'src/webview/main.tsx' },
    outdir: path.join(out, 'webview'),
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  },
];

const outputs = {};
for (const target of targets.filter(({ entryPoints }) => !only || only in entryPoints)) {
  if (watch) await (await esbuild.context(target)).watch();
  else Object.assign(outputs, (await esbuild.build(target)).metafile.outputs);
}
if (given('out')) fs.writeFileSync(path.join(out, 'meta.json'), JSON.stringify(outputs));
