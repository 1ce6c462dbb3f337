import { defineConfig } from '@playwright/test';
import { browserExecutable, fakeMicrophone } from './tests/e2e/harness/browser';
import type { HostName } from './tests/e2e/harness/fixtures';

const executablePath = await browserExecutable();
// the workers read this file again, with the temporary folder of their run: npm's browser is unpacked only once
process.env.COSYVOICE_STUDIO_BROWSER = executablePath;

/** Specs that bring their own host. */
const outsideHosts = ['cli/**', 'package/**'];

/** The same specs on every host; the browser is real, its microphone plays a file. */
export default defineConfig<{ host: HostName }>({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/harness/global-setup.ts',
  outputDir: 'test-results/e2e',
  // a window waits more than it works, so two share a small machine well
  workers: 2,
  fullyParallel: true,
  // what a machine with other work to do still reaches; an idle one needs a tenth
  timeout: 240_000,
  expect: { timeout: 40_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    permissions: ['microphone'],
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--autoplay-policy=no-user-gesture-required',
        ...fakeMicrophone,
      ],
    },
  },
  projects: [
    { name: 'command-line', testMatch: 'cli/**' },
    { name: 'package', testMatch: 'package/**' },
    { name: 'server', use: { host: 'server' }, testIgnore: outsideHosts },
    { name: 'electron-double', use: { host: 'double' }, testIgnore: outsideHosts },
    // the real binary; every spec is skipped, with the reason, where it is not
    { name: 'electron', use: { host: 'electron' }, testIgnore: outsideHosts },
  ],
});
