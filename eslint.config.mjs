import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Who may import whom; see ARCHITECTURE.md. */
const room = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const noEditor = {
  group: ['vscode'],
  message: 'only src/shell, src/extension.ts and src/api.ts know the editor',
};
const noUndici = { group: ['undici', 'undici/*'], message: 'only src/core/transport sends' };
const noShell = {
  group: ['**/shell/**', '**/extension'],
  message: 'this room does not know the shell',
};
const noWebview = { group: ['**/webview/**'], message: 'this room does not know the page' };
const noSandbox = { group: ['**/sandbox/**'], message: 'this room does not know the sandbox' };

/** One of the shell's rooms; what makes all of them is known to none, but for the commands. */
const shellRoom = (name, ...patterns) =>
  room(
    [`src/shell/${name}/**`],
    [
      ...[noUndici, noWebview, noSandbox],
      { regex: '^\\.\\./(compose|whoHears)', message: 'rooms do not know who makes them' },
      ...(name === 'commands' ? [] : [noCommands]),
      ...patterns,
    ],
  );
const noCommands = {
  regex: '^\\.\\./(commands/|parts$)',
  message: 'only commands know the parts, and nobody knows commands',
};
const noPanel = { group: ['**/panel/**'], message: 'this room does not know the panel' };

const markup = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc'].map(property => ({
  selector: `MemberExpression[property.name='${property}']`,
  message: 'answers are hostile: text only',
}));

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'out/',
      'test/out/',
      '.vscode-test/',
      '**/node_modules/',
      '**/generated/',
      'test/host/shims/',
      'test/bench/node_modules/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', 300],
      'no-restricted-syntax': ['error', ...markup],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['test/**/*.ts', 'test/**/*.mts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.js'], languageOptions: { globals: globalsOfNode() } },
  room(['src/core/**'], [noEditor, noUndici, noShell, noWebview, noSandbox]),
  room(['src/core/transport/**'], [noEditor, noShell, noWebview, noSandbox]),
  room(
    ['src/webview/**'],
    [noEditor, noUndici, noShell, noSandbox, { group: ['node:*'], message: 'a page has no Node' }],
  ),
  room(['src/sandbox/**'], [noEditor, noUndici, noShell, noWebview]),
  room(['src/shell/**'], [noUndici, noWebview, noSandbox]),
  ...['commands', 'credits', 'network', 'profiles', 'requests', 'runs', 'suggestions', 'views'].map(
    name => shellRoom(name),
  ),
  shellRoom('common', {
    regex: '^\\.\\./(?!\\.\\./|words/)',
    message: 'what is common knows no other room; the log may use words',
  }),
  shellRoom('words', {
    regex: '^\\.\\./(?!\\.\\./(core/|protocol$))',
    message: 'words know core, and what the page is told',
  }),
  shellRoom('panel', { group: ['**/fixes/**'], message: 'the panel does not know its fixes' }),
  shellRoom('fixes', {
    regex: '/panel/(?!stage$)',
    message: 'of a panel, fixes know its stage only',
  }),
  shellRoom('language', noPanel),
);

function globalsOfNode() {
  const names =
    'process console Buffer URL URLSearchParams setTimeout clearTimeout setInterval clearInterval fetch performance AbortController AbortSignal require module exports __dirname globalThis queueMicrotask structuredClone TextDecoder TextEncoder localStorage document window getComputedStyle';
  return Object.fromEntries(names.split(' ').map(name => [name, 'readonly']));
}
