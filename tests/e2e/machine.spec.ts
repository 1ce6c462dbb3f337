import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, test } from './harness/fixtures';
import { DoubleHost } from './harness/hosts';

/** What runs here and how fast, and what lies on the disk: looked at and changed in Preferences. */

test('the machine is looked at, and each provider says its speed or why it does not run', async ({
  studio,
  steps,
  words: { devices },
  host,
}) => {
  test.skip(host === 'electron', 'the real runtime has providers of its own; their words are not known here');
  await steps.goTo('settings');
  await expect(studio.getByText(/\d GFLOP\/s/).first()).toBeVisible();
  await expect(studio.getByText(devices.processor, { exact: true })).toBeVisible();
  await studio.getByRole('button', { name: devices.probe }).click();
  await expect(studio.getByText(/\d GFLOP\/s/).first()).toBeVisible();
  const looked = () =>
    steps.logLines().filter(({ message }) => message.startsWith('Provider cpu runs at')).length;
  await expect.poll(looked).toBe(2);
});

test('old takes are cleared exactly as listed, say so, and come back', async ({
  studio,
  steps,
  words: { devices, takes },
  home,
  host,
}) => {
  test.skip(host !== 'server', 'the desktop shows the same page over another wire');
  await steps.makeSampleVoice();
  await steps.write('An old one.');
  await steps.generate();
  await steps.waitForSound();
  const db = new DatabaseSync(join(home, 'library.db'));
  db.prepare('UPDATE takes SET created_at = ?').run(new Date(Date.now() - 40 * 86_400_000).toISOString());
  db.close();

  await steps.goTo('settings');
  await studio.getByRole('button', { name: devices.showOld.replace('{{days}}', '30') }).click();
  const plan = studio.getByRole('region', { name: devices.planTitle.replace('{{days}}', '30') });
  await expect(plan).toContainText('An old one.');
  await plan.getByRole('button', { name: devices.clearNow }).click();
  await expect.poll(() => takesOnDisk(join(home, 'outputs'))).toBe(0);

  await steps.goTo('studio');
  const take = steps.newestTake();
  await take.getByRole('button', { name: takes.take.bringBack }).click();
  await steps.waitForSound();
  expect(takesOnDisk(join(home, 'outputs'))).toBe(1);
});

test('the desktop moves takes where its own dialog says, and they are heard from there', async ({
  studio,
  steps,
  words: { devices },
  home,
  host,
  running,
}) => {
  test.skip(host !== 'double', 'a browser names no folder; the double answers the desktop dialog');
  await steps.makeSampleVoice();
  await steps.write('Moved.');
  await steps.generate();
  await steps.waitForSound();
  const to = join(home, 'elsewhere');
  mkdirSync(to);
  if (!(running instanceof DoubleHost)) throw new Error('not the double');
  await running.ask({ kind: 'script-dialog', filePaths: [to] });
  await steps.goTo('settings');
  await studio.getByRole('button', { name: devices.moveTo }).first().click();
  await expect.poll(() => takesOnDisk(to)).toBe(1);
  await expect(studio.getByText(to).first()).toBeVisible();
  await steps.goTo('studio');
  await steps.waitForSound();
});

const takesOnDisk = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.wav')).length : 0;
