import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures';
import { root, screenshotsDir } from './harness/paths';
import { servePack, type ServedPack } from './harness/served-pack';

/** From the first start to a take of CosyVoice 3, by the window: offered, fetched, paused, resumed, checked, heard. */

test.setTimeout(300_000);
test.skip(({ host }) => host !== 'server', 'the desktop shows the same page over another wire');

const id = 'synthetic-by-window';
let { manifest, server } = {} as ServedPack;
test.beforeAll(async () => {
  ({ manifest, server } = await servePack(id));
  process.env.HF_ENDPOINT = server.url;
});
test.afterAll(async () => {
  delete process.env.HF_ENDPOINT;
  await server.close();
});
test.beforeEach(async ({ home }) => {
  await mkdir(join(home, 'manifests'));
  await writeFile(join(home, 'manifests', `${id}.json`), JSON.stringify(manifest));
});

test('a pack comes by the window, is checked there, and the next take is made with it', async ({
  studio,
  steps,
  words: { models, app, takes },
}) => {
  const shots = join(screenshotsDir, 'models');
  await mkdir(shots, { recursive: true });
  await expect(studio.getByRole('region', { name: models.offer.title })).toBeVisible();
  await studio.screenshot({ path: join(shots, '1-offer.png') });

  await steps.goTo('models');
  const card = studio.getByRole('article', { name: manifest.name });
  server.always({ slowMs: 30 });
  await card.getByRole('button', { name: /^Download/ }).click();
  const rail = studio.getByRole('navigation', { name: app.rail.label });
  await expect(rail.getByTitle(/A pack is on its way/)).toBeVisible();
  await card.getByRole('button', { name: models.files }).click();
  await expect(card.getByText(models.file.states.running).first()).toBeVisible();
  await studio.screenshot({ path: join(shots, '2-downloading.png') });
  await card.getByRole('button', { name: models.pause }).click();
  await expect(card.getByText(models.states.paused)).toBeVisible();
  await studio.screenshot({ path: join(shots, '3-paused.png') });

  server.always(undefined);
  await card.getByRole('button', { name: /^Go on/ }).click();
  await expect(card.getByText(models.states.verified)).toBeVisible({ timeout: 200_000 });
  await studio.screenshot({ path: join(shots, '4-verified.png') });

  await steps.goTo('studio');
  await expect(studio.getByRole('region', { name: models.offer.title })).toBeHidden();
  await steps.openSample();
  await steps.saveVoice();
  await steps.write('你好。');
  await steps.generate();
  await steps.waitForSound();
  expect(server.seen.length).toBeGreaterThan(0);
  await steps.goTo('log');
  await expect(studio.getByText(/cosyvoice3/).first()).toBeVisible();

  // the same engine says speech again in the voice: opened, heard, converted
  await steps.goTo('studio');
  await studio.getByText(takes.source.speech, { exact: true }).click();
  await expect(studio.getByText(takes.blocked.source)).toBeVisible();
  const choosing = studio.waitForEvent('filechooser');
  await studio.getByRole('form').getByRole('button', { name: takes.source.open, exact: true }).click();
  await (await choosing).setFiles(join(root, 'resources/samples/sample-b.wav'));
  await studio.getByRole('button', { name: takes.source.play }).click();
  await expect(studio.getByRole('button', { name: takes.source.pause })).toBeVisible();
  await studio.screenshot({ path: join(shots, '5-speech-to-convert.png') });
  await steps.generate();
  await expect(studio.getByRole('article')).toHaveCount(2);
  const take = await steps.waitForSound();
  await expect(take).toContainText('sample-b.wav');
  await studio.screenshot({ path: join(shots, '6-converted.png') });
});
