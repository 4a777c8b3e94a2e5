import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import hooks from 'eslint-plugin-react-hooks';

/** Arrows run one way: renderer → shared ← core ← app, workers, cli. A folder may not import what is named here. */
const banned = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: patterns.map(([group, message]) => ({ group, message })) }] });
/** The one part that may use the network, when a person asks for a model by name: set-up and `models add` on the command line, nothing else. */
const networkOnlyInModelsAdd = [['**/fromSource', '**/models/sources/**'], 'only the command "models add" (and set-up through it) may fetch from a network'];
const electronOnlyInApp = [['electron', 'electron/*'], "only electron/app and the app's entries beside it may import 'electron'"];

export default tseslint.config(
  { ignores: ['dist/', 'release/', 'demo-output/', 'test-output/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['shared/**'], rules: banned([['../electron/**', '../renderer/**', '../../electron/**', '../../renderer/**', 'node:*', 'electron', 'react'], 'shared stands alone: zod and nothing else']) },
  { files: ['electron/core/**'], rules: banned(electronOnlyInApp, networkOnlyInModelsAdd, [['**/app/**', '**/workers/**', '**/renderer/**'], 'core knows neither the app nor the workers nor the renderer']) },
  { files: ['electron/core/models/fromSource.ts'], rules: banned(electronOnlyInApp) },
  { files: ['electron/workers/**', 'electron/cli.ts', 'electron/cli/**'], rules: banned(electronOnlyInApp, networkOnlyInModelsAdd, [['**/app/**', '**/renderer/**'], 'workers and the command line use core and shared only']) },
  { files: ['electron/cli/commands/models.ts'], rules: banned(electronOnlyInApp, [['**/app/**', '**/renderer/**'], 'workers and the command line use core and shared only']) },
  { files: ['electron/app/**', 'electron/main.ts', 'electron/window.ts', 'electron/command.ts', 'electron/preload.ts'], rules: banned(networkOnlyInModelsAdd, [['**/renderer/**'], 'the app serves the renderer as files, it never imports it']) },
  { files: ['renderer/**'], plugins: { 'react-hooks': hooks }, rules: { ...hooks.configs.recommended.rules, /* warns of code that the React compiler would skip; there is none in the build */ 'react-hooks/incompatible-library': 'off', ...banned([['**/electron/**', 'electron', 'node:*'], 'the renderer speaks through renderer/api and shared/contract only']) } },
  { files: ['scripts/**', '*.config.*'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly', fetch: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', AbortSignal: 'readonly', AbortController: 'readonly', require: 'readonly', module: 'writable', __dirname: 'readonly' } }, rules: { 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['tests/**', 'electron/cli.ts', 'electron/cli/**'], rules: { 'no-console': 'off' } },
);
