import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * They put others in the place of modules, which the next file in the same worker would still get, or hear what a
 * process says once.
 */
const mocking = [
  'src/engine/onnx/providers.test.ts',
  'src/main/crashes.test.ts',
  'src/main/ipc-port.test.ts',
  'src/renderer/app/pseudo-locale.test.tsx',
  'src/renderer/features/record/read-aloud.test.tsx',
  'src/renderer/features/voices/VoiceLibrary.test.tsx',
  'tests/packs/topology.test.ts',
];

const everything = [
  'src/**/*.test.{ts,tsx}',
  'tests/unit/**/*.test.ts',
  'tests/packs/**/*.test.ts',
  'tests/support/**/*.test.ts',
  'tests/torture/**/*.test.ts',
  'packages/**/*.test.{ts,mjs}',
];

export default defineConfig({
  test: {
    // one worker a core: by default vitest leaves one core idle, which is half of a small machine
    maxWorkers: availableParallelism(),
    globalSetup: 'tests/support/run-folder.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { ORT_DISABLE_TELEMETRY: '1' },
    projects: [
      // files share a worker and what they import, which took as long as a quarter of the tests
      { extends: true, test: { name: 'shared', include: everything, exclude: mocking, isolate: false } },
      { extends: true, test: { name: 'mocking', include: mocking } },
    ],
  },
});
