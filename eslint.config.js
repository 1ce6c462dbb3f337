import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Who may import whom: the diagram in docs/architecture.md as a table. */
const may = {
  contract: ['zod'],
  audio: ['contract'],
  'log-text': ['contract', 're2js'],
  compiler: ['contract', 'node', 'zod'],
  engine: ['contract', 'audio', 'node', 'zod', 'onnxruntime-node'],
  studio: [
    ...['contract', 'audio', 'compiler', 'log-text', 'node', 'zod'],
    ...['async-mutex', 'electron-log', 'ipaddr.js', 'undici', 'yauzl', 'yazl'],
  ],
  renderer: ['contract', 'audio', 'log-text', 'react', 'zod'],
  preload: ['contract', 'electron'],
  main: ['contract', 'studio', 'node', 'electron', 'electron-log'],
  server: ['contract', 'studio', 'node', 'electron-log', 'fastify'],
  cli: ['contract', 'compiler', 'log-text', 'studio', 'server', 'node', 'electron-log', 'commander', 'zod'],
};
const known = [...new Set([...Object.keys(may), ...Object.values(may).flat()])];

const layerRules = Object.entries(may).map(([layer, allowed]) => {
  const banned = known.filter((name) => name !== layer && !allowed.includes(name)).join('|');
  const message = `${layer}/ imports only itself and: ${allowed.join(', ')}`;
  return {
    files: [`src/${layer}/**`],
    ignores: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: `^(#|(\\.\\./)+)?(${banned})(?=[/:]|$)`, message }] },
      ],
    },
  };
});

/** Features do not import each other; app/ joins them. */
const featureRule = {
  files: ['src/renderer/features/*/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: '^\\.\\./\\.\\./features/',
            message: 'features do not import each other; app/ joins them',
          },
          {
            regex: '^\\.\\./(record|prompt|exchange|voices|takes|log|settings|models|welcome|flight)/',
            message: 'features do not import each other; app/ joins them',
          },
          {
            regex: '^(#|(\\.\\./)+)?(engine|studio|main|server|cli|preload|node|electron)(?=[/:]|$)',
            message: 'renderer/ talks to the studio only through the contract',
          },
        ],
      },
    ],
  },
};

export default tseslint.config(
  { ignores: ['out', 'coverage', 'node_modules', 'test-results', 'playwright-report', '.tools', '.cache'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `async` turns a throw into a rejection, which is what an API promises
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  ...layerRules,
  featureRule,
  prettier,
);
