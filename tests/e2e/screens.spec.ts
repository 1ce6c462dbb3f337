import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, test } from './harness/fixtures';
import { screenshotsDir } from './harness/paths';
import { anyValue } from './harness/words';

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

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/** Draws a screen in every size, and holds axe against it. */
function looking(studio: Page, folder: string): (name: string) => Promise<void> {
  mkdirSync(folder, { recursive: true });
  return async (name) => {
    for (const { width, height } of sizes) {
      await studio.setViewportSize({ width, height });
      await studio.screenshot({ path: join(folder, `${name}-${width}.png`), animations: 'disabled' });
    }
    expect.soft(await seriousFindings(studio), name).toEqual([]);
    await studio.setViewportSize(sizes[0]);
  };
}

/** Long enough that something comes in between. */
const longText = (language: 'en' | 'zh-CN'): string =>
  language === 'en'
    ? 'Nobody has the patience to hear this chapter. '.repeat(60)
    : '没有人有耐心听完这一章。'.repeat(240);

/** Words that are read in a way of one's own. */
const ownWords = {
  en: [
    ['nginx', 'engine x'],
    ['Siobhan', 'Shivawn'],
    ['GIF', 'jif'],
  ],
  'zh-CN': [
    ['nginx', '恩金艾克斯'],
    ['查良镛', '渣良镛'],
    ['GIF', '动图'],
  ],
} as const;

/** A text whose words may be read in several ways. */
const doubtful = {
  en: 'In 2025, Dr. Smith paid $1.5M for nginx. See Chapter 3 on pages 3-5.',
  'zh-CN': '银行行长2025-09-28去重庆出差，一共花了¥99.5，记得在10:30前把nginx的材料还给他。',
} as const;

/** Two hundred takes of the one that is there, as a week of work leaves them. */
function manyTakes(home: string): void {
  const db = new DatabaseSync(join(home, 'library.db'));
  const columns = (db.prepare('SELECT name FROM pragma_table_info(?)').all('takes') as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => name !== 'number' && name !== 'id');
  const list = columns.join(', ');
  const copy = `INSERT INTO takes (id, ${list}) SELECT lower(hex(randomblob(16))), ${list} FROM takes
    WHERE state = 'done' ORDER BY number LIMIT 1`;
  for (let at = 0; at < 200; at++) db.exec(copy);
  db.close();
}

// an engine that says nothing is told after this long, in place of 20 s
test.beforeAll(() => {
  process.env.COSYVOICE_STUDIO_QUIET_MS = '1500';
});
test.afterAll(() => {
  delete process.env.COSYVOICE_STUDIO_QUIET_MS;
});

for (const language of ['en', 'zh-CN'] as const) {
  for (const theme of ['dark', 'light'] as const) {
    test.describe(`in ${language}, ${theme}`, () => {
      test.use({ language, theme });

      test('every screen is drawn and axe finds nothing serious', async ({
        studio,
        steps,
        host,
        home,
        words: { app, record, takes, lexicon },
      }) => {
        test.skip(
          host === 'double' && (language === 'en') === (theme === 'light'),
          'the window is the same: on the desktop each language and each theme is drawn once',
        );
        const look = looking(studio, join(screenshotsDir, host, `${language}-${theme}`));

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
          ['14-lexicon-empty', 'lexicon'],
        ] as const) {
          await steps.goTo(page);
          await expect(studio.getByRole('main')).toBeVisible();
          await look(name);
        }
        for (const [word, reading] of ownWords[language]) {
          await studio.getByRole('textbox', { name: lexicon.fields.word }).fill(word);
          await studio.getByRole('textbox', { name: lexicon.fields.reading }).fill(reading);
          await studio.getByRole('button', { name: lexicon.addButton, exact: true }).click();
          await expect(studio.getByRole('cell', { name: word, exact: true })).toBeVisible();
        }
        await studio.getByRole('button', { name: lexicon.change.replace('{{word}}', 'nginx') }).click();
        await look('15-lexicon');
        await steps.goTo('studio');
        await steps.write(doubtful[language]);
        const toggle = studio.getByRole('button', { name: takes.spoken.open, exact: true });
        await toggle.click();
        const token = studio.getByRole('region', { name: takes.spoken.label }).getByRole('button').first();
        await token.click();
        await expect(studio.getByRole('group', { name: takes.spoken.readings })).toBeVisible();
        await look('16-spoken-as');
        await studio.keyboard.press('Escape');
        await toggle.click();
        if (host !== 'server') return;

        // an engine that says nothing, then one that is gone
        await steps.goTo('studio');
        await steps.write(longText(language));
        await steps.watchRunning();
        await steps.generate();
        await expect.poll(async () => (await steps.seenRunning()).at(-1)?.lane).toMatch(/\d+\/\d+/);
        const enginePid = steps.enginePid();
        process.kill(enginePid, 'SIGSTOP');
        await expect(studio.getByRole('button', { name: takes.quiet.restart }).first()).toBeVisible();
        await look('9-stuck');
        process.kill(enginePid, 'SIGKILL');
        await expect(steps.newestTake().getByRole('alert')).toBeVisible();
        await look('10-failure');
        await studio.getByRole('button', { name: anyValue(takes.now.lastFailed) }).click();
        await expect(studio.getByRole('main').getByRole('slider')).toBeVisible();
        await look('11-flight-recorder');
        await steps.goTo('log');
        await look('12-log-of-a-failure');

        manyTakes(home);
        await steps.goTo('studio');
        await studio.reload();
        await expect(studio.getByRole('article').nth(3)).toBeVisible();
        await look('13-many-takes');
      });

      test('so is what one works with: comparison, palette, keys, projects, script, bin', async ({
        studio,
        steps,
        host,
        words: { takes, takeLibrary, projects, script, voices },
      }) => {
        test.skip(host !== 'server', 'the window is the same');
        const look = looking(studio, join(screenshotsDir, host, `${language}-${theme}`));
        await steps.makeSampleVoice();
        await steps.write(language === 'en' ? 'Good evening, and thank you.' : '晚上好，谢谢大家。');
        await steps.generate();
        await steps.waitForSound();
        await steps.generate();
        await expect(studio.getByRole('article')).toHaveCount(2);
        await steps.waitForSound();
        for (const tick of await studio.getByRole('article').getByRole('checkbox').all()) await tick.click();
        await studio.getByRole('button', { name: takeLibrary.compare, exact: true }).click();
        await expect(
          studio.getByRole('region', { name: takeLibrary.ab.label }).getByRole('slider'),
        ).toHaveCount(2);
        await look('17-compare');
        await studio.getByRole('button', { name: takeLibrary.ab.end }).click();
        await studio.getByRole('button', { name: takeLibrary.clear }).click();
        for (const [name, label] of [
          ['18-palette', takes.keys.palette],
          ['19-keys', takes.palette.keys],
        ] as const) {
          await studio.getByRole('button', { name: label, exact: true }).click();
          await expect(studio.getByRole('dialog')).toBeVisible();
          await look(name);
          await studio.keyboard.press('Escape');
          await expect(studio.getByRole('dialog')).toBeHidden();
        }
        await steps.goTo('projects');
        await look('20-projects');
        await studio.getByRole('button', { name: projects.new, exact: true }).click();
        await studio.getByRole('button', { name: script.sample, exact: true }).click();
        await expect(studio.getByRole('main').getByRole('row').nth(1)).toBeVisible();
        await look('21-script-desk');
        await steps.goTo('voices');
        await studio.getByRole('button', { name: voices.bin.title, exact: true }).click();
        await expect(studio.getByText(voices.bin.empty)).toBeVisible();
        await look('22-bin');
        await steps.goTo('studio');
      });
    });
  }
}
