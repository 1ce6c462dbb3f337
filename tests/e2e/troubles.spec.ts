import { expect, test } from './harness/fixtures';
import { startServerHost } from './harness/hosts';
import { humWav, textBytes } from './harness/sounds';
import { Steps } from './harness/steps';

/** Long enough that a person, or a kill, comes in the middle. */
const longText = 'This is one sentence of a long chapter that nobody has the patience to hear. '.repeat(60);

test('a killed engine costs one take, which says why; the next take works', async ({
  studio,
  steps,
  words: { takes, errors },
}) => {
  await steps.makeSampleVoice();
  await steps.write(longText);
  await steps.watchRunning();
  await steps.generate();
  const doomed = steps.newestTake();
  // the engine is in the middle of this very take once it counts
  await expect.poll(async () => (await steps.seenRunning()).at(-1)?.lane).toMatch(/\d+\/\d+/);
  process.kill(steps.enginePid(), 'SIGKILL');
  await expect(doomed.getByRole('alert')).toContainText(errors.codes['engine-crashed'].title);
  await expect(
    doomed.getByRole('button', { name: takes.doctor.repairs.retry, exact: true }).first(),
  ).toBeVisible();

  await steps.write('The studio goes on.');
  await steps.generate();
  await steps.waitForSound();
  await expect(studio.getByRole('article')).toHaveCount(2);
});

test('cancel stops a running take, and the queue goes on', async ({ studio, steps, words: { takes } }) => {
  await steps.makeSampleVoice();
  await steps.write(longText);
  await steps.generate();
  await expect(steps.newestTake().getByRole('group', { name: takes.lanes.label })).toBeVisible();
  await studio.getByRole('form').getByRole('button', { name: takes.composer.cancel, exact: true }).click();
  await expect(steps.newestTake().getByText(takes.take.cancelled)).toBeVisible();

  await steps.write('Next, please.');
  await steps.generate();
  await steps.waitForSound();
});

test('a second studio on the same library looks, and writes once the first is closed', async ({
  steps,
  running,
  context,
  home,
  host,
  words,
}) => {
  test.skip(
    host !== 'server',
    'the desktop host has one instance; the double would share its lock with nobody',
  );
  await steps.makeSampleVoice();
  const second = await startServerHost(home);
  try {
    const page = await second.open(context);
    const bar = page.getByRole('status').filter({ hasText: words.app.readOnly });
    await expect(bar).toBeVisible();
    await expect(page.getByText(words.takes.blocked.readOnly, { exact: true })).toBeVisible();
    const there = new Steps(page, words, home);
    for (const place of ['voices', 'models', 'settings', 'log', 'studio'] as const) {
      await there.goTo(place);
      await expect(page.getByRole('main')).toBeVisible();
    }
    // nothing that a page looks at is refused
    await expect(page.getByText(/ refused: /)).toHaveCount(0);
    await running.stop();
    await bar.getByRole('button', { name: words.app.openForWriting }).click();
    await expect(bar).toBeHidden();
    await there.write('Written by the second.');
    await there.generate();
    await there.waitForSound();
  } finally {
    await second.stop();
  }
});

test('a page that is loaded again finds everything as it was', async ({ studio, steps }) => {
  await steps.makeSampleVoice();
  await steps.write('Keep this.');
  await steps.generate();
  await steps.waitForSound();
  await studio.reload();
  await steps.waitForSound();
});

test('text that cannot be spoken is refused before anything starts', async ({
  studio,
  steps,
  words: { takes },
}) => {
  await steps.makeSampleVoice();
  const generate = studio.getByRole('button', { name: takes.composer.generate, exact: true });
  for (const [text, reason] of [
    ['', takes.blocked.empty],
    ['?! ...', takes.blocked.unspeakable],
  ] as const) {
    await steps.write(text);
    await expect(generate).toHaveAttribute('aria-disabled', 'true');
    await expect(studio.getByText(reason)).toBeVisible();
  }
  await steps.write('a'.repeat(100_001));
  await expect(generate).toHaveAttribute('aria-disabled', 'true');
  await expect(studio.getByText(/100001|100,001/).first()).toBeVisible();
});

test.describe('files that are no prompt', () => {
  const files = [
    ['a text file renamed .wav', 'notes.wav', textBytes('Dear diary, today nothing happened.')],
    ['a file of 0 bytes', 'empty.wav', new Uint8Array()],
  ] as const;
  for (const [what, name, bytes] of files) {
    test(`${what} is refused with a reason, and nothing is lost`, async ({
      studio,
      steps,
      words: { record },
    }) => {
      await steps.openFile(name, bytes);
      await expect(studio.getByRole('alert').first()).toBeVisible();
      await expect(studio.getByRole('button', { name: record.start, exact: true })).toBeEnabled();
    });
  }

  for (const [what, bytes] of [
    ['0.2 s of sound', humWav({ sec: 0.2, sampleRateHz: 24_000 })],
    ['a rate of 8 kHz', humWav({ sec: 4, sampleRateHz: 8_000 })],
    ['silence', humWav({ sec: 4, sampleRateHz: 24_000, gain: 0 })],
  ] as const) {
    test(`${what} opens, says what is wrong, and cannot be saved`, async ({
      studio,
      steps,
      words: { prompt },
    }) => {
      await steps.openFile('prompt.wav', bytes);
      await expect(studio.getByText(prompt.verdict.unusable)).toBeVisible();
      await expect(studio.getByRole('button', { name: prompt.save, exact: true })).toHaveAttribute(
        'aria-disabled',
        'true',
      );
    });
  }
});
