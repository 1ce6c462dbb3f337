/** npm run bench: bundles tests/bench, which is TypeScript over the studio's own sources, and runs it in plain Node. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { root } from './lib/build.mjs';

const cache = join(root, 'node_modules/.cache/bench');
mkdirSync(cache, { recursive: true });
// a folder a run: two benches at once must not pull the code from under each other
const entries = mkdtempSync(join(cache, 'run-'));
process.once('exit', () => rmSync(entries, { recursive: true, force: true }));

await build({
  configFile: false,
  logLevel: 'error',
  root,
  plugins: [keepSourceFolders()],
  build: {
    ssr: true,
    outDir: entries,
    target: 'node20.19',
    rolldownOptions: {
      input: {
        index: join(root, 'tests/bench/index.ts'),
        engine: join(root, 'src/engine/process.ts'),
        echo: join(root, 'tests/bench/processes/echo.ts'),
        busy: join(root, 'tests/bench/processes/busy.ts'),
      },
      output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
});

const child = spawn(process.execPath, [join(entries, 'index.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, BENCH_ENTRIES: entries, ORT_DISABLE_TELEMETRY: '1' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));

/** Modules that look for files beside themselves find them where their source is, not where the bundle is. */
function keepSourceFolders() {
  return {
    name: 'keep-source-folders',
    transform: (code, id) =>
      code.includes('import.meta.dirname')
        ? { code: code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id))), map: null }
        : null,
  };
}
