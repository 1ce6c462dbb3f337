import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string) => resolve(import.meta.dirname, path);

/** One set of entries for every host: Electron main, engine process, server, command line, preload, window. */
export default defineConfig({
  main: {
    build: {
      target: 'node20.19',
      sourcemap: true,
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          engine: at('src/engine/process.ts'),
          helper: at('src/engine/helper-process.ts'),
          server: at('src/server/index.ts'),
          cli: at('src/cli/index.ts'),
        },
        // beside the entries, so that import.meta.dirname is out/main in every module
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      // everything is a file of our own origin: the window's policy allows no data: scripts
      assetsInlineLimit: 0,
      // what is built into the window is no package any more when it ships: `notices` reads this
      license: { fileName: 'third-party-licences.json' },
      rolldownOptions: { input: { index: at('src/renderer/index.html') } },
    },
  },
});
