import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { expect, test } from './harness/fixtures';
import { screenshotsDir } from './harness/paths';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical findings of axe, one line each. */
async function seriousFindings(page: Page): Promise<string[]> {
  // the window's policy allows no script but its own; a test may step around it
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`,
    );
}

for (const language of ['en', 'zh-CN'] as const) {
  for (const theme of ['dark', 'light'] as const) {
    test.describe(`in ${language}, ${theme}`, () => {
      test.use({ language, theme });

      test('every screen is drawn and axe finds nothing serious', async ({
        studio,
        steps,
        host,
        words: { app, record },
      }) => {
        test.skip(
          host === 'double' && (language === 'en') === (theme === 'light'),
          'the window is the same: on the desktop each language and each theme is drawn once',
        );
        const folder = join(screenshotsDir, host, `${language}-${theme}`);
        mkdirSync(folder, { recursive: true });
        const look = async (name: string) => {
          await studio.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
          expect.soft(await seriousFindings(studio), name).toEqual([]);
        };

        await expect(studio.getByRole('navigation', { name: app.rail.label })).toBeVisible();
        await expect(studio.getByRole('button', { name: record.start, exact: true })).toBeVisible();
        await look('1-first-run');
        await steps.openSample();
        await look('2-prompt');
        await steps.saveVoice();
        await look('3-voice');
        await steps.write(language === 'en' ? 'Good evening, and thank you.' : '晚上好，谢谢大家。');
        await steps.generate();
        await steps.waitForSound();
        await look('4-take');
        for (const [name, page] of [
          ['5-voices', 'voices'],
          ['6-log', 'log'],
          ['7-preferences', 'settings'],
          ['8-models', 'models'],
        ] as const) {
          await steps.goTo(page);
          await expect(studio.getByRole('main')).toBeVisible();
          await look(name);
        }
      });
    });
  }
}
