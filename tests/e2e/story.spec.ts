import { readFile } from 'node:fs/promises';
import { readWav } from '#audio/wav';
import { expect, test } from './harness/fixtures';

const sentences = 10;
/** Long enough that its lanes and lines can be watched. */
const text = Array.from(
  { length: sentences },
  (_, at) => `This is sentence number ${at + 1}, and it was never said by anyone.`,
).join(' ');

test('record, trim, save the voice, speak, follow it, play it, download it', async ({
  studio,
  steps,
  words: { record, prompt, takes, log },
}) => {
  await test.step('record from the microphone', async () => {
    await studio.getByRole('button', { name: record.start, exact: true }).click();
    await studio.getByRole('button', { name: record.countdown.skip }).click();
    await expect(studio.getByText(record.cue.rich)).toBeVisible();
    await studio.getByRole('button', { name: record.stop, exact: true }).click();
  });

  await test.step('trim with the keyboard', async () => {
    const start = studio.getByRole('slider', { name: prompt.start });
    const before = Number(await start.getAttribute('aria-valuenow'));
    await start.press('ArrowRight');
    await expect.poll(async () => Number(await start.getAttribute('aria-valuenow'))).toBeGreaterThan(before);
  });

  await test.step('save it as a voice', async () => {
    await studio.getByRole('textbox', { name: prompt.transcript }).fill('Good morning, and welcome.');
    await studio.getByRole('textbox', { name: prompt.name }).fill('Story voice');
    await studio.getByRole('button', { name: prompt.save, exact: true }).click();
    await expect(studio.getByRole('combobox', { name: takes.composer.voice, exact: true })).toHaveValue(
      'Story voice',
    );
  });

  await test.step('speak, and follow it while it runs', async () => {
    await steps.openLogDock();
    await steps.write(text);
    await steps.watchRunning();
    await steps.generate();
    await steps.waitForSound();
    // counted by the engine: after the first segment and before the last
    const counted = new RegExp(`${takes.lanes.running}\\s*[1-9]/${sentences}`);
    const looks = (await steps.seenRunning()).filter(({ lane }) => counted.test(lane));
    expect(looks.length).toBeGreaterThan(0);
    for (const { nowBar } of looks) expect(nowBar).toContain(takes.now.generating);
    expect(looks.some(({ dock }) => new RegExp(`Segment \\d+ of ${sentences}`).test(dock))).toBe(true);
  });

  await test.step('it ends with five lanes done', async () => {
    const take = steps.newestTake();
    await take.getByRole('button', { expanded: false }).filter({ hasText: text }).click();
    const lanes = take.getByRole('group', { name: takes.lanes.label });
    await expect(lanes.getByRole('button', { name: new RegExp(takes.lanes.done) })).toHaveCount(5);
  });

  await test.step('the log tells the take in the known words, in order', async () => {
    const told = steps.logLines().map(({ message }) => message);
    const known = [
      `Received synthesis request for text: ${text}`,
      /^Prompt audio loaded, duration: \d+\.\ds, sample rate: \d+Hz$/,
      'Extracting voice embedding...',
      'Generating spectrogram with emotion: neutral',
      'Vocoder decoding completed.',
      /^Audio saved to outputs\/output_\d{8}_\d{6}\.wav$/,
    ];
    const places = known.map((wanted) =>
      told.findIndex((line) => (typeof wanted === 'string' ? line === wanted : wanted.test(line))),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));

    await steps.goTo('log');
    // the dock has lines, too
    const lines = studio.getByRole('main').getByLabel(log.label);
    await expect(lines.getByText(`Received synthesis request for text: ${text}`)).toBeVisible();
    await expect(lines.getByText(/Audio saved to outputs/)).toBeVisible();
    await steps.goTo('studio');
  });

  await test.step('play it', async () => {
    const take = steps.newestTake();
    const play = take.getByRole('button', { name: takes.take.play, exact: true });
    const pause = take.getByRole('button', { name: takes.take.pause, exact: true });
    // it has played by itself since its first sentence
    await expect(play.or(pause)).toBeVisible();
    if (await pause.isVisible()) await pause.click();
    await play.click();
    await expect(pause).toBeVisible();
  });

  await test.step('the download is the take’s file, byte for byte, and it is sound', async () => {
    const downloading = studio.waitForEvent('download');
    await steps.newestTake().getByRole('button', { name: takes.take.download }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^output_\d{8}_\d{6}\.wav$/);
    const bytes = new Uint8Array(await readFile(await download.path()));
    expect(Buffer.from(bytes).equals(steps.takeFile(download.suggestedFilename()))).toBe(true);
    const { sampleRateHz, channels } = readWav(bytes);
    expect(sampleRateHz).toBe(24_000);
    expect(channels[0]!.length / sampleRateHz).toBeGreaterThan(sentences);
    expect(channels[0]!.some((sample) => Math.abs(sample) > 0.05)).toBe(true);
  });
});
