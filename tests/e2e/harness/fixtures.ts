import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import { DoubleHost, type RunningHost, startServerHost } from './hosts';
import { Steps } from './steps';
import { type Language, type Words, words } from './words';

export type HostName = 'server' | 'double';

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
  /** The desktop host behind that window; only where the project runs it. */
  readonly desktop: DoubleHost;
  readonly words: Words;
  readonly steps: Steps;
}

/** A studio of its own for every test, on the project's host, in a real browser. */
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
    else throw new Error('this project does not run the desktop host');
  },

  words: ({ language }, use) => use(words[language]),
  steps: ({ studio, words: ours, home }, use) => use(new Steps(studio, ours, home)),

  running: async ({ host, home }, use, testInfo) => {
    const running = host === 'server' ? await startServerHost(home) : new DoubleHost(home);
    await use(running);
    await running.stop();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('host', { body: running.words(), contentType: 'text/plain' });
    }
  },

  studio: async ({ context, running }, use) => {
    const page = await openStudio(context, running);
    await use(page);
    await page.close();
  },
});

export { expect } from '@playwright/test';

/** A page that shows the studio; whatever the page throws fails the test. */
export async function openStudio(context: BrowserContext, running: RunningHost): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await running.open(page);
  return page;
}
