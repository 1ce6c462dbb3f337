import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { GrowingPeaks } from '#audio/peaks';
import { readWavLayout, writeWav } from '#audio/wav';
import { readRecipeXml } from './recipe-xml';
import { freeFileName } from './take-file';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

test('a take file is 16 bit mono, says what it is, and carries its whole recipe', async () => {
  const studio = await openTestStudio();
  const { id: voiceId } = await studio.makeVoice('Anna');
  const text = '你好 <world> & "friends"\nand more';
  const { id, file, pcmSha256, recipe, peaks, audioSec } = await studio.speak({ voiceId, text });
  const bytes = readFileSync(join(studio.home, 'outputs', file!));
  const wav = readWavLayout(bytes);
  expect(wav).toMatchObject({ encoding: 'pcm16', channelCount: 1, sampleRateHz: 24_000, truncated: false });
  expect(wav.frames / 24_000).toBeCloseTo(audioSec!, 2);
  expect(wav.info).toMatchObject({
    INAM: '你好 <world> & "friends" and more',
    IART: 'Anna',
    ISFT: 'CosyVoice Studio 1.2.3',
    ICMT: 'Test draft - synthetic, not a clone',
    ICRD: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
  });
  expect(readRecipeXml(wav.ixml ?? '')).toEqual({
    cosyvoiceStudio: 1,
    takeId: id,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    pcmSha256,
    recipe,
  });
  expect(pcmSha256).toBe(createHash('sha256').update(wav.data).digest('hex'));
  const { samples } = await studio.api.getTakeAudio({ takeId: id });
  const overview = new GrowingPeaks(400);
  overview.add(samples);
  expect(peaks).toEqual(overview.peaks());
  // what another program reads is exactly this, byte for byte
  const { info, ixml = '' } = wav;
  expect(new Uint8Array(bytes)).toEqual(
    writeWav({ sampleRateHz: 24_000, channels: [samples], bitDepth: 16, info, ixml }),
  );
  await studio.close();
});

test('takes of one second get names of their own', () => {
  const folder = temporaryFolder();
  const isTaken = (name: string) => readdirSync(folder).includes(name);
  const names = [1, 2, 3].map(() => {
    const name = freeFileName('output_20241217_143052', isTaken);
    writeFileSync(join(folder, name), '');
    return name;
  });
  expect(names).toEqual([
    'output_20241217_143052.wav',
    'output_20241217_143052_2.wav',
    'output_20241217_143052_3.wav',
  ]);
});
