import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'tests/unit/**/*.test.ts',
      'tests/packs/**/*.test.ts',
      'tests/torture/**/*.test.ts',
      'packages/**/*.test.{ts,mjs}',
    ],
    // one worker a core: by default vitest leaves one core idle, which is half of a small machine
    maxWorkers: availableParallelism(),
    // a machine with other work can make a server's pause look like a stall; a second try is shown in the report
    retry: process.env.CI ? 2 : 0,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { ORT_DISABLE_TELEMETRY: '1' },
  },
});
