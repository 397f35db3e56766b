import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import house from './test/launch/walls.mjs';

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
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    plugins: { house },
    rules: {
      'house/walls': 'error',
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: false, skipComments: false }],
    },
  },
);

function globalsOfNode() {
  const names =
    'process console Buffer URL URLSearchParams setTimeout clearTimeout setInterval clearInterval fetch performance AbortController AbortSignal require module exports __dirname globalThis queueMicrotask structuredClone TextDecoder TextEncoder localStorage document window getComputedStyle';
  return Object.fromEntries(names.split(' ').map(name => [name, 'readonly']));
}
