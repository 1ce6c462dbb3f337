import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { decodeAudio } from '#engine/decode/decode-audio';
import { expect, test } from './harness/fixtures';
import { DoubleHost, type RunningHost } from './harness/hosts';

const dialogue = [
  ...['Anna: Is it recording?', 'Bert: It is.', 'Carl: Then say something.', 'Anna: I left the window open.'],
  ...[
    'Bert: All night long?',
    'Anna: The whole street came in.',
    'Carl: And it sat down.',
    'Bert: On my chair.',
  ],
  ...[
    'Anna: Good morning to all of it.',
    'Carl: It wants coffee.',
    'Bert: It can make some.',
    'Anna: We are done here.',
  ],
];
const changed = 'The whole town came in.';
const edited = 5;

const wordsOf = (line: string) => line.slice(line.indexOf(':') + 2);
const speakerOf = (line: string) => line.slice(0, line.indexOf(':'));

async function paste(page: Page, text: string): Promise<void> {
  await page
    .locator('[data-drop]')
    .first()
    .evaluate((desk, words) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', words);
      desk.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
}

/** Presses the button that exports. @returns the files, by name, from a folder of the desktop or a download */
async function exported(
  page: Page,
  running: RunningHost,
  home: string,
  out: { readonly toFolder: string; readonly download: string; readonly done: string },
): Promise<Map<string, Uint8Array>> {
  const dialog = page.getByRole('dialog');
  if (running instanceof DoubleHost) {
    const folder = join(home, 'programme');
    await mkdir(folder);
    await running.ask({ kind: 'script-dialog', filePaths: [folder] });
    await dialog.getByRole('button', { name: out.toFolder }).click();
    await expect(dialog.getByText(out.done)).toBeVisible({ timeout: 150_000 });
    const names = await readdir(folder);
    return new Map(
      await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)),
    );
  }
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 150_000 }),
    dialog.getByRole('button', { name: out.download, exact: true }).click(),
  ]);
  return new Map(Object.entries(unzipSync(await readFile(await download.path()))));
}

test('a dialogue is pasted, cast, spoken, changed, spoken again, played through and exported', async ({
  studio,
  steps,
  running,
  home,
  words: { app, projects, script },
}) => {
  const desk = studio.getByRole('grid', { name: script.lines });
  const spoken = (count: number) =>
    expect(
      studio.getByText(script.progress.replace('{{spoken}}', String(count)).replace('{{count}}', '12')),
    ).toBeVisible({
      timeout: 150_000,
    });
  const speakNeeded = async (count: number) => {
    await studio
      .getByRole('button', { name: script.speakNeeded.replace('{{count}}', String(count)) })
      .click();
    const start = count === 1 ? script.start_one : script.start_other;
    await studio
      .getByRole('button', { name: start.replace('{{count}}', String(count)), exact: true })
      .click();
  };

  await test.step('paste it into a new project', async () => {
    await steps.makeSampleVoice();
    const rail = studio.getByRole('navigation', { name: app.rail.label });
    await rail.getByRole('button', { name: app.rail.projects }).click();
    await studio.getByRole('button', { name: projects.new, exact: true }).click();
    // the inbox, which was shown until now, has an empty script as well
    await expect(studio.getByRole('textbox', { name: projects.name, exact: true })).toHaveValue(
      projects.newName,
    );
    await expect(studio.getByText(script.emptyTitle)).toBeVisible();
    await paste(studio, dialogue.join('\n'));
    await studio.getByRole('button', { name: script.takeIn_other.replace('{{count}}', '12') }).click();
    await expect(desk.getByText(wordsOf(dialogue[11]!))).toBeVisible();
  });

  await test.step('give each of three speakers a voice', async () => {
    for (const speaker of ['Anna', 'Bert', 'Carl']) {
      const picker = studio.getByRole('combobox', { name: script.voiceOf.replace('{{speaker}}', speaker) });
      await picker.click();
      await studio.getByRole('option').first().click();
      await expect(picker).not.toHaveValue('');
    }
  });

  await test.step('speak it, change a line, and speak what changed alone', async () => {
    await speakNeeded(12);
    await spoken(12);
    await desk.getByText(wordsOf(dialogue[edited]!)).dblclick();
    const words = studio.getByRole('textbox', { name: script.words });
    await words.fill(changed);
    await words.press('Enter');
    await spoken(11);
    await speakNeeded(1);
    await spoken(12);
  });

  await test.step('play it through', async () => {
    await studio.getByRole('button', { name: script.playThrough }).click();
    const heard = desk.locator('[data-heard]');
    await expect(heard).toContainText(wordsOf(dialogue[edited]!).slice(0, 3));
    await studio.getByRole('button', { name: script.stopPlaying }).click();
    await expect(heard).toHaveCount(0);
  });

  const files = await test.step('export it as MP3, subtitles and stems', async () => {
    await studio.getByRole('button', { name: script.export, exact: true }).click();
    const dialog = studio.getByRole('dialog');
    for (const part of ['stems', 'srt'] as const)
      await dialog.getByRole('checkbox', { name: script.out.parts[part] }).check();
    await dialog.getByRole('combobox', { name: script.out.format }).click();
    await studio.getByRole('option', { name: script.out.formats.mp3 }).click();
    return exported(studio, running, home, script.out);
  });

  await test.step('read it back: words, speakers and times agree within 20 ms', async () => {
    const name = (ending: string) => [...files.keys()].find((each) => each.endsWith(ending)) ?? '';
    const cues = new TextDecoder()
      .decode(files.get(name('.srt')))
      .trim()
      .split('\n\n');
    const lines = dialogue.map((line, at) => (at === edited ? changed : wordsOf(line)));
    expect(cues.map((cue) => cue.split('\n').slice(2).join(' '))).toEqual(lines);
    const mono = async (file: string) => decodeAudio({ name: file, bytes: files.get(file)! });
    const mix = await mono([...files.keys()].find((each) => each.endsWith('.mp3') && !each.includes(' - '))!);
    const stems = new Map<string, Float32Array>();
    for (const speaker of ['Anna', 'Bert', 'Carl'])
      stems.set(speaker, (await mono(name(` - ${speaker}.mp3`))).samples);
    const power = (samples: Float32Array, fromSec: number, toSec: number) => {
      const part = samples.subarray(Math.max(0, fromSec * mix.sampleRateHz), toSec * mix.sampleRateHz);
      return part.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, part.length);
    };
    for (const [at, cue] of cues.entries()) {
      const [h, m, s, ms] = cue.match(/\d+/g)!.slice(1).map(Number) as [number, number, number, number];
      const start = h * 3600 + m * 60 + s + ms / 1000;
      // it begins there: the pause before it is silent until 20 ms before
      const loud = power(mix.samples, start, start + 0.4);
      if (at > 0) expect(power(mix.samples, start - 0.15, start - 0.02)).toBeLessThan(loud / 100);
      // and one of three is heard
      for (const [speaker, samples] of stems) {
        const heard = power(samples, start, start + 0.4);
        if (speaker === speakerOf(dialogue[at]!)) expect(heard).toBeGreaterThan(loud * 0.9);
        else expect(heard).toBeLessThan(loud / 100);
      }
    }
    for (const samples of stems.values()) expect(samples.length).toBe(mix.samples.length);
  });
});
