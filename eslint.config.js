import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Who may import whom: the diagram in docs/architecture.md as a table, and the packages that each layer stands on. */
const may = {
  contract: { layers: [], packages: ['zod'] },
  audio: { layers: ['contract'], packages: [] },
  'log-text': { layers: ['contract'], packages: ['re2js'] },
  i18n: { layers: ['contract'], packages: [] },
  compiler: { layers: ['contract'], packages: ['node', 'zod'] },
  engine: {
    layers: ['contract', 'audio', 'compiler'],
    packages: [
      ...['node', 'zod', 'onnxruntime-node', 'systeminformation'],
      ...['mediabunny', '@mediabunny', '@audio', '@evan', '@wasm-audio-decoders'],
      ...['mpg123-decoder', 'ogg-opus-decoder', 'opus-decoder'],
      ...[
        'cmu-pronouncing-dictionary',
        'es-hangul',
        'lindera-wasm-nodejs-ipadic',
        'n2words',
        'pinyin-pro',
        'to-jyutping',
      ],
    ],
  },
  studio: {
    layers: ['contract', 'audio', 'compiler', 'i18n', 'log-text'],
    packages: [
      ...['node', 'zod', 'async-mutex', 'electron-log', 'ipaddr.js', 'mediabunny', 'undici', 'yauzl', 'yazl'],
      ...['@plussub', 'chardet', 'fountain-js', 'htmlparser2', 'mammoth', 'papaparse'],
      '@photostructure',
    ],
  },
  renderer: {
    layers: ['contract', 'audio', 'i18n', 'log-text'],
    packages: [
      ...['react', 'react-dom', 'i18next', 'react-i18next', '@mantine', '@tabler', '@tanstack'],
      ...['fflate', 'mediabunny', 'wavesurfer.js', 'zod'],
    ],
  },
  preload: { layers: ['contract'], packages: ['electron'] },
  main: { layers: ['contract', 'i18n', 'studio'], packages: ['node', 'electron', 'zod'] },
  'speech-api': {
    layers: ['contract', 'i18n'],
    packages: ['node', 'zod', 'async-mutex', 'fastify', '@fastify'],
  },
  server: { layers: ['contract', 'i18n', 'speech-api', 'studio'], packages: ['node', 'fastify', '@fastify'] },
  cli: {
    layers: ['contract', 'audio', 'compiler', 'i18n', 'log-text', 'studio', 'server'],
    packages: ['node', 'commander', 'zod'],
  },
};

/** Floors of the window, lowest first: each stands on those before it. */
const windowFloors = ['lib', 'state', 'ui', 'features', 'app'];

/** Floors of the studio, lowest first; studio.ts and what is beside it stand on all of them. */
const studioFloors = [
  ...[
    'lib',
    'storage',
    'log',
    'api-keys',
    'programs',
    'machine',
    'engines',
    'voices',
    'projects',
    'lexicon',
    'flight',
    'takes',
    'scripts',
    'packs',
  ],
  ...['exchange', 'disk', 'library', 'doctor', 'health', 'bundle'],
];

const alternatives = (names) => names.join('|').replaceAll('.', '\\.');

/** What files of a layer may not import. */
function layerPatterns(layer) {
  const { layers, packages } = may[layer];
  const banned = Object.keys(may).filter((name) => name !== layer && !layers.includes(name));
  const message = `${layer}/ imports only itself and: ${[...layers, ...packages].join(', ')} (the table in eslint.config.js)`;
  return [
    { regex: `^(#|(\\.\\./)+)(${alternatives(banned)})(?=/|$)`, message },
    { regex: `^(?![.#]|(${alternatives(packages)})(?=[/:]|$))`, message },
  ];
}

const restrict = (files, patterns) => ({
  files: [files],
  ignores: ['**/*.test.ts', '**/*.test.tsx', 'src/**/testing/**'],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const layerRules = Object.keys(may).map((layer) => restrict(`src/${layer}/**`, layerPatterns(layer)));

/** No floor of a layer imports one above it, or what lies beside the floors. */
function floorPatterns(floors, floor) {
  const above = floors.slice(floors.indexOf(floor) + 1);
  const message = `${floor}/ stands under: ${above.join(', ')} (the floors in eslint.config.js)`;
  return above.length === 0 ? [] : [{ regex: `^(\\.\\./)+(${alternatives(above)})/`, message }];
}

const floorRules = (layer, floors, more = () => []) =>
  floors.map((floor) =>
    restrict(`src/${layer}/${floor}/**`, [
      ...layerPatterns(layer),
      ...floorPatterns(floors, floor),
      ...more(floor),
    ]),
  );

const windowRules = floorRules('renderer', windowFloors, (floor) =>
  floor === 'features'
    ? [{ regex: '^\\.\\./[a-z]', message: 'features do not import each other; app/ joins them' }]
    : [],
);

const studioRules = floorRules('studio', studioFloors, () => [
  {
    regex: '^(\\.\\./)+(studio(-[a-z]+)?|state-handlers)$',
    message: 'studio.ts and what is beside it join the floors',
  },
]);

/** Matching on what an error or a finding says. */
const said = '/^(message|reason|repair|detail|cause)$/';
const onProse = (selector) => ({ selector, message: 'Match the code, not the words.' });
const proseMatching = ['property.name', 'name'].flatMap((key) => [
  onProse(
    `CallExpression[callee.property.name=/^(includes|startsWith|endsWith|match|search|indexOf)$/][callee.object.${key}=${said}]`,
  ),
  onProse(`CallExpression[callee.property.name=/^(test|exec)$/][arguments.0.${key}=${said}]`),
  onProse(
    `BinaryExpression[operator=/^[!=]==$/][left.${key}=${said}][right.type='Literal'][right.value=/ /]`,
  ),
]);

/** A pipe that somebody put in a file's place holds up whoever opens it: files are read by one module, which looks first. */
const readRule = {
  files: ['src/{studio,cli}/**/*.ts'],
  ignores: [
    '**/*.test.ts',
    'src/studio/storage/files/regular-file.ts',
    // they make the file that they open, ask the kernel, or read what ships with the studio
    'src/studio/**/{files,place-file,part-file,kernel-kills,process-meter}.ts',
    'src/cli/{bench,doctor}/**',
  ],
  rules: {
    'no-restricted-syntax': [
      'error',
      ...proseMatching,
      {
        selector:
          'ImportDeclaration[source.value=/^node:fs/] > ImportSpecifier[imported.name=/^(readFile|readFileSync|createReadStream|open|openSync)$/]',
        message: 'read through src/studio/storage/files/regular-file.ts',
      },
    ],
  },
};

export default tseslint.config(
  // while it builds, vite writes its configuration beside ours for a moment
  {
    ignores: [
      'electron.vite.config.ts.*',
      'out',
      'coverage',
      'node_modules',
      'test-results',
      'playwright-report',
      '.tools',
      '.cache',
    ],
  },
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
  {
    // program logic goes by codes; a sentence may be put in other words, or into another language
    files: ['src/**/*.{ts,tsx}'],
    // log lines are text, also those of other programs
    ignores: ['**/*.test.ts', '**/*.test.tsx', 'src/**/testing/**', 'src/log-text/**'],
    rules: { 'no-restricted-syntax': ['error', ...proseMatching] },
  },
  ...layerRules,
  readRule,
  ...windowRules,
  ...studioRules,
  prettier,
);
