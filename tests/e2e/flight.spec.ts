import { expect, test } from './harness/fixtures';
import { anyValue } from './harness/words';

test('a take is followed from the queue to its flight recorder, and its bundle says no words', async ({
  studio,
  steps,
  host,
  words: { takes, flight },
}) => {
  test.skip(host !== 'server', 'the same window and the same host code as on the desktop');
  await steps.makeSampleVoice();
  await steps.write('A marmalade sentence.');
  await steps.generate();
  await steps.write('A second one waits.');
  await steps.generate();
  await expect(studio.getByRole('article')).toHaveCount(2);
  await steps.waitForSound();

  await steps
    .newestTake()
    .getByRole('button', { name: anyValue(takes.take.actions) })
    .click();
  await studio.getByRole('menuitem', { name: takes.take.flight }).click();
  const cursor = studio.getByRole('slider', { name: flight.chart.label });
  await cursor.press('Home');
  await expect(cursor).toHaveAttribute('aria-valuenow', '0');
  await cursor.press('PageDown');
  await expect(cursor).not.toHaveAttribute('aria-valuenow', '0');
  await expect(studio.getByRole('row')).toHaveCount(6);
  await cursor.press('Escape');

  await steps
    .newestTake()
    .getByRole('button', { name: anyValue(takes.take.actions) })
    .click();
  await studio.getByRole('menuitem', { name: takes.bundle.open }).click();
  const dialog = studio.getByRole('dialog', { name: flight.bundle.title });
  await dialog.getByRole('tab', { name: 'log.txt' }).click();
  const log = dialog.getByRole('tabpanel', { name: 'log.txt' });
  await expect(log).toContainText('Received synthesis request for text: [19 characters, #');
  await expect(log).not.toContainText('marmalade');
  const saving = studio.waitForEvent('download');
  await dialog.getByRole('button', { name: flight.bundle.write }).click();
  expect((await saving).suggestedFilename()).toMatch(/^cosyvoice-studio-support-\d{8}-\d{6}\.zip$/);
});
