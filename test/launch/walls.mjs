import { builtinModules } from 'node:module';
import path from 'node:path';

const shell = 'src/shell';
const core = 'src/core';
const inCore = names => names.split(' ').map(name => `${core}/${name}`);
const inShell = names => names.split(' ').map(name => `${shell}/${name}`);

/**
 * What must not be imported where; types count. Folders and files are named by their paths, `…*` is how a path begins,
 * and what does not begin with `src` is a package.
 *
 * `from` without `not` must not import `to` without `but`; with `types`, a type may be imported all the same.
 */
export const walls = [
  {
    from: ['src'],
    not: [shell, 'src/extension.ts', 'src/api.ts'],
    to: ['vscode'],
    says: 'only src/shell, src/extension.ts and src/api.ts know the editor',
  },
  {
    from: ['src'],
    not: [`${core}/transport`],
    to: ['undici'],
    says: 'only src/core/transport sends',
  },
  {
    from: [core, 'src/webview', 'src/sandbox'],
    to: [shell, 'src/extension.ts', 'src/api.ts'],
    says: 'this room does not know the shell',
  },
  {
    from: [core, 'src/sandbox', shell],
    to: ['src/webview'],
    says: 'this room does not know the page',
  },
  {
    from: [core, 'src/webview', shell],
    to: ['src/sandbox'],
    says: 'this room does not know the sandbox',
  },
  { from: ['src/webview'], to: ['node:*', ...builtinModules], says: 'a page has no Node' },

  {
    from: [`${core}/common`],
    to: ['src'],
    but: [`${core}/common`],
    says: 'what is common to core knows no other room',
  },
  {
    from: inCore('charset catalog keys body'),
    to: [core],
    but: inCore('common generated charset catalog keys body transport'),
    says: 'this room knows no room above it',
  },
  {
    from: inCore('charset catalog keys'),
    to: [`${core}/transport`],
    says: 'this room knows no transport',
  },
  {
    from: [`${core}/body`],
    to: [`${core}/transport`],
    types: true,
    says: 'of the transport, a body knows types only',
  },
  {
    from: [`${core}/transport`],
    to: [core],
    but: inCore('common charset catalog keys transport'),
    says: 'the transport knows neither runs nor what they are made of',
  },
  {
    from: [`${core}/retry`],
    to: [`${core}/transport`],
    types: true,
    says: 'of the transport, the retries know types only: when is not how',
  },
  {
    from: inCore('price credits request'),
    to: [`${core}/diagnosis`],
    says: 'this room does not know the diagnosis',
  },
  {
    from: [core],
    not: [`${core}/disk`],
    to: [`${core}/disk`],
    says: 'core is given what touches files',
  },
  {
    from: [core],
    not: inCore('run explorer.ts'),
    to: inCore('run explorer.ts'),
    says: 'only the explorer and the shell know how a run goes',
  },

  {
    from: [shell],
    to: ['src/extension.ts', 'src/api.ts'],
    says: 'the shell does not know who wires it',
  },
  {
    from: [`${shell}/common`],
    to: [shell],
    but: inShell('common words'),
    says: 'what is common to the shell knows no other room of it',
  },
  {
    from: [`${shell}/common`],
    not: [`${shell}/common/log.ts`],
    to: [`${shell}/words`],
    says: 'of what is common to the shell, only the log has words',
  },
  {
    from: [`${shell}/words`],
    to: ['src'],
    but: [core, `${shell}/words`, 'src/names.ts', 'src/protocol.ts', 'src/views.ts'],
    says: 'words know core only',
  },
  {
    from: [shell],
    not: [`${shell}/commands`, `${shell}/compose*`],
    to: [`${shell}/commands`],
    says: 'only composers and the entry call commands by their files',
  },
  { from: [`${shell}/panel`], to: [`${shell}/fixes`], says: 'panels do not know fixes' },
  {
    from: [`${shell}/fixes`],
    to: [`${shell}/panel`],
    but: [`${shell}/panel/stage.ts`],
    says: 'of the panel, fixes know the stage only',
  },
  {
    from: inShell('language tools'),
    to: [`${shell}/panel`],
    says: 'this room does not know the panel',
  },
  {
    from: ['src'],
    not: ['src/extension.ts', `${shell}/commands`, `${shell}/compose*`],
    to: [`${shell}/parts.ts`],
    says: 'only commands and composers know all parts: name the few things that are needed',
  },
  {
    from: [shell],
    not: [`${shell}/compose*`, `${shell}/whoHears*`],
    to: [`${shell}/compose*`, `${shell}/whoHears*`],
    says: 'rooms do not know who makes them',
  },
];

/** Whether a file or a package is one of these places, or within one. */
const isAt = (name, places = []) =>
  places.some(place =>
    place.endsWith('*')
      ? name.startsWith(place.slice(0, -1))
      : name === place || name.startsWith(`${place}/`),
  );

/** Names of files without their endings: an import has none. */
const bare = place => place.replace(/\.[jt]sx?$/, '');

const stands = (wall, from, to, isType) =>
  isAt(from, wall.from) &&
  !isAt(from, wall.not) &&
  isAt(to, wall.to.map(bare)) &&
  !isAt(to, wall.but?.map(bare)) &&
  !(wall.types && isType);

/** A text without parts, however it is quoted. */
const textOf = source =>
  source?.type === 'TemplateLiteral' && source.expressions.length === 0
    ? source.quasis[0].value.cooked
    : typeof source?.value === 'string'
      ? source.value
      : undefined;

/** One rule for all walls, however something is imported: no setting for some files can undo what holds for others. */
const rule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const from = path.relative(context.cwd, context.filename).replaceAll(path.sep, '/');
    const check = (source, isType) => {
      const value = textOf(source);
      if (value === undefined) return;
      const to = value.startsWith('.') ? path.posix.join(path.posix.dirname(from), value) : value;
      for (const wall of walls)
        if (stands(wall, from, bare(to), isType))
          context.report({ node: source, message: wall.says });
    };
    const isOfTypes = (node, names, kind) =>
      node[kind] === 'type' || (names?.length > 0 && names.every(each => each[kind] === 'type'));
    return {
      ImportDeclaration: node => check(node.source, isOfTypes(node, node.specifiers, 'importKind')),
      ExportNamedDeclaration: node =>
        check(node.source, isOfTypes(node, node.specifiers, 'exportKind')),
      ExportAllDeclaration: node => check(node.source, node.exportKind === 'type'),
      ImportExpression: node => {
        if (textOf(node.source) === undefined)
          context.report({ node, message: 'what is imported has to be a plain text' });
        check(node.source, false);
      },
      TSImportType: node => check(node.source ?? node.argument?.literal, true),
      TSExternalModuleReference: node => check(node.expression, false),
    };
  },
};

/** A plugin of ESLint. */
export default { rules: { walls: rule } };
