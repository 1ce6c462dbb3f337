import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test as base, type WebError } from '@playwright/test';
import { type ElectronStart, startElectronHost, whyNoElectron } from './electron-host';
import { DoubleHost, type RunningHost, startServerHost } from './hosts';
import { Steps } from './steps';
import { type Language, type Words, words } from './words';

export type HostName = 'server' | 'double' | 'electron';

interface StudioOptions {
  /** Which host shows the studio. */
  readonly host: HostName;
  readonly language: Language;
  readonly theme: 'light' | 'dark';
}

interface StudioFixtures {
  /** Data folder of this test alone. */
  readonly home: string;
  readonly running: RunningHost;
  /** The studio's window, open and connected. */
  readonly studio: Page;
  /** The desktop host behind that window; only where the project runs it on the double. */
  readonly desktop: DoubleHost;
  readonly words: Words;
  readonly steps: Steps;
}

/** A studio of its own for every test, on the project's host, in a real browser or Electron's own window. */
export const test = base.extend<StudioOptions & StudioFixtures>({
  host: ['server', { option: true }],
  language: ['en', { option: true }],
  theme: ['dark', { option: true }],
  locale: ({ language }, use) => use(language === 'en' ? 'en-US' : 'zh-CN'),
  colorScheme: ({ theme }, use) => use(theme),

  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'cosyvoice-studio-e2e-'));
    await use(home);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  },

  desktop: async ({ studio, running }, use) => {
    await expect(studio).toHaveTitle(/CosyVoice Studio/);
    if (running instanceof DoubleHost) await use(running);
    else throw new Error('this project does not run the desktop host on the double');
  },

  words: ({ language }, use) => use(words[language]),
  steps: ({ studio, words: ours, home }, use) => use(new Steps(studio, ours, home)),

  running: async ({ host, home, language, theme }, use, testInfo) => {
    const missing = host === 'electron' ? whyNoElectron() : undefined;
    testInfo.skip(missing !== undefined, `No real Electron: ${missing}.`);
    const running = await start[host]({ home, language, theme });
    await use(running);
    await running.stop();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('host', { body: running.words(), contentType: 'text/plain' });
    }
  },

  studio: async ({ running, context }, use) => {
    const thrown: Error[] = [];
    const hear = (error: WebError) => thrown.push(error.error());
    context.on('weberror', hear);
    const page = await running.open(context);
    // Electron's window has a context of its own
    if (page.context() !== context) page.context().on('weberror', hear);
    await use(page);
    if (!page.isClosed()) await page.close();
    expect(thrown, 'thrown in the page').toEqual([]);
  },
});

export { expect } from '@playwright/test';

const start: Readonly<Record<HostName, (wanted: ElectronStart) => Promise<RunningHost> | RunningHost>> = {
  server: ({ home }) => startServerHost(home),
  double: ({ home }) => new DoubleHost(home),
  electron: startElectronHost,
};
