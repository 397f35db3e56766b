// What the extension reads with its first use, and how its bundles are cut there.
import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * By bundle, files of src whose exported functions the other bundles of the extension only reach through it: a call
 * reads the bundle and goes on there. The source knows nothing of it. Such a file exports functions only, and nothing
 * calls them while modules load. What several bundles need stands in each of them, so none of that keeps anything or is
 * asked for by `instanceof`.
 */
export const lazyBundles = {
  catalog: ['core/catalog/compiled'],
  validators: ['core/request/validatorOf'],
  // what is told of a request and its answer: with the first that is shown, or run that ends
  explain: [
    'core/body/badge',
    'core/body/openBody',
    'core/diagnosis/applyFix',
    'core/diagnosis/bodyEdit',
    'core/diagnosis/diagnose',
    'core/diagnosis/findingFixes',
    'core/diagnosis/nearest',
    'core/diagnosis/readError',
    'core/diagnosis/renameValue',
    'core/diagnosis/repriced',
    'core/diagnosis/stillApplicable',
    'shell/panel/exchangeView',
    'shell/panel/requestView',
    'shell/words/badgeWords',
    'shell/words/diagnosisWords',
    'shell/words/factWords',
    'shell/words/findingWords',
    'shell/words/fixWords',
  ],
  // with the first command that is about curl, snippets, the connection or two answers
  tools: [
    'core/compare/compareAnswers',
    'core/snippets/parseCurl',
    'core/snippets/snippet',
    'shell/network/connectionReport',
    'shell/words/compareWords',
    'shell/words/pasteLeftOutWords',
    'shell/words/pasteProblemWords',
    'shell/words/snippetWords',
  ],
};

const source = path.join(import.meta.dirname, 'src');
const bundleOf = new Map(
  Object.entries(lazyBundles).flatMap(([bundle, files]) =>
    files.map(file => [path.join(source, `${file}.ts`), bundle]),
  ),
);

/** Where the bundle of that name begins: all that its files export. */
export const entryOf = bundle => `lazy:${bundle}`;

/**
 * Cuts a bundle of the extension at the files of the other ones.
 * @param {string} own the bundle that is built
 * @returns {import('esbuild').Plugin}
 */
export const lazily = own => ({
  name: 'lazily',
  setup(build) {
    build.onResolve({ filter: /^lazy:/ }, ({ path: entry, kind }) =>
      kind === 'entry-point'
        ? { path: entry.slice('lazy:'.length), namespace: 'lazy' }
        : { path: `./${entry.slice('lazy:'.length)}.js`, external: true },
    );
    build.onLoad({ filter: /./, namespace: 'lazy' }, ({ path: bundle }) => ({
      contents: lazyBundles[bundle].map(file => `export * from './${file}';`).join('\n'),
      resolveDir: source,
    }));
    build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const bundle = bundleOf.get(file);
      if (bundle === undefined || bundle === own) return undefined;
      const text = await fs.readFile(file, 'utf8');
      return { contents: callsInto(bundle, text), loader: 'js', watchFiles: [file] };
    });
  },
});

/** Another export than a function is left out, so that an import of it fails the build. */
function callsInto(bundle, text) {
  const names = [...text.matchAll(exportedFunction)].map(([, one, other]) => one ?? other);
  return [
    'let read;',
    `const bundle = () => (read ??= require('${entryOf(bundle)}'));`,
    ...names.map(name => `export const ${name} = (...given) => bundle().${name}(...given);`),
  ].join('\n');
}

const exportedFunction =
  /^export (?:async )?function\*? ?(\w+)|^export const (\w+) = (?:async )?(?:\(|<|\w+ =>)/gm;
