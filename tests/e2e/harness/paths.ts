import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');
export const built = {
  main: join(root, 'out/main/index.js'),
  server: join(root, 'out/main/server.js'),
  cli: join(root, 'out/main/cli.js'),
} as const;
/** Git-ignored; every run writes every screen here. */
export const screenshotsDir = join(root, 'screenshots');
/** What the browser's fake microphone hears. */
export const microphoneFile = join(root, '.cache/e2e/microphone.wav');
