import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { root } from './build.mjs';

/**
 * Bundles TypeScript over the studio's own sources and runs its entry `index` in plain Node, with the arguments given here.
 * @param {{ name: string, input: Record<string, string>, folderVariable: string }} options `input`: source files from the
 *   project's root by entry; `folderVariable`: the environment variable that tells where the entries lie
 */
export async function runBundled({ name, input, folderVariable }) {
  const cache = join(root, 'node_modules/.cache', name);
  mkdirSync(cache, { recursive: true });
  // a folder a run: two at once must not pull the code from under each other
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
        input: Object.fromEntries(Object.entries(input).map(([entry, file]) => [entry, join(root, file)])),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });

  const child = spawn(process.execPath, [join(entries, 'index.mjs'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [folderVariable]: entries, ORT_DISABLE_TELEMETRY: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

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
