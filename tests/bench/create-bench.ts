import { join, resolve } from 'node:path';
import { syntheticPack } from '../packs/synthetic/build-synthetic-pack';
import type { Bench } from './benchmark';
import type { BenchOptions } from './options';
import { openBenchPack, type BenchPack } from './pack/bench-pack';

const ROOT = resolve(import.meta.dirname, '../..');

/** @param entries folder of the built entries */
export function createBench(
  { size, rounds }: BenchOptions,
  entries: string,
): Bench & { close(): Promise<void> } {
  let dir: string | undefined;
  let opened: Promise<BenchPack> | undefined;
  const packDir = () => (dir ??= syntheticPack({ size }));
  return {
    size,
    rounds,
    packDir,
    pack: () => (opened ??= openBenchPack(packDir())),
    resourcesDir: join(ROOT, 'resources'),
    entries: {
      engine: join(entries, 'engine.mjs'),
      echo: join(entries, 'echo.mjs'),
      busy: join(entries, 'busy.mjs'),
    },
    close: async () => (await opened)?.loaded.sessions.release(),
  };
}
