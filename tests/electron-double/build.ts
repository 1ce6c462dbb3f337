import { join } from 'node:path';
import { build } from 'vite';

export const doubleDir = join(import.meta.dirname, '../../.cache/electron-double');

const at = (name: string) => join(import.meta.dirname, name);

/** Bundles the double for plain Node, and its page half as one classic script. */
export async function buildDouble(): Promise<void> {
  const shared = { configFile: false, logLevel: 'warn' } as const;
  await build({
    ...shared,
    build: {
      ssr: true,
      target: 'node20.19',
      outDir: doubleDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          packaged: at('packaged.ts'),
          register: at('register.ts'),
          electron: at('electron.ts'),
          'utility-child': at('utility-child.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  await build({
    ...shared,
    build: {
      outDir: doubleDir,
      emptyOutDir: false,
      lib: {
        entry: at('page-script.ts'),
        name: 'electronDouble',
        formats: ['iife'],
        fileName: () => 'page-script.js',
      },
    },
  });
}
