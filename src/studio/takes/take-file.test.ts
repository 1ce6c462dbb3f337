import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pcm16Of, readWavLayout } from '#audio/wav';
import type { Recipe } from '#contract/domain';
import { readRecipeXml } from './recipe-xml';
import { freeFileName, writeTakeFile } from './take-file';
import { tone } from '../../../tests/support/studio/test-engine';
import { removeTemporaryFolders, temporaryFolder } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

const recipe: Recipe = {
  text: '你好 <world> & "friends"',
  normalizedText: '你好 world and friends',
  engine: 'draft',
  engineName: 'Draft voice',
  clone: false,
  mode: 'instruct2',
  instruction: '开心',
  seed: 42,
  speed: 1.25,
  voiceId: 'v',
  voiceName: 'Anna',
  promptSha256: 'ab',
  transcript: '',
  appVersion: '1.2.3',
  runtimeVersion: 'test',
};
const audio = { samples: tone(24_000, 220), sampleRateHz: 24_000 };

test('a take file is 16 bit mono, says what it is, and carries its whole recipe', async () => {
  const folder = temporaryFolder();
  const { file, pcmSha256 } = await writeTakeFile(folder, { takeId: 't-1', audio, recipe });
  expect(file).toMatch(/^output_\d{8}_\d{6}\.wav$/);
  const wav = readWavLayout(readFileSync(join(folder, file)));
  expect(wav).toMatchObject({ encoding: 'pcm16', channelCount: 1, sampleRateHz: 24_000, frames: 24_000 });
  expect(wav.info).toMatchObject({
    INAM: recipe.text,
    IART: 'Anna',
    ISFT: 'CosyVoice Studio 1.2.3',
    ICMT: 'Draft voice - synthetic, not a clone',
    ICRD: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
  });
  expect(readRecipeXml(wav.ixml ?? '')).toEqual({
    cosyvoiceStudio: 1,
    takeId: 't-1',
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    pcmSha256,
    recipe,
  });
  const pcm = pcm16Of(audio.samples);
  expect(pcmSha256).toBe(createHash('sha256').update(new Uint8Array(pcm.buffer)).digest('hex'));
});

test('samples that are not numbers never become a file', async () => {
  const folder = temporaryFolder();
  const samples = tone(200_000, 220);
  samples[150_000] = NaN;
  await expect(
    writeTakeFile(folder, { takeId: 't', audio: { ...audio, samples }, recipe }),
  ).rejects.toMatchObject({
    code: 'not-a-number',
    values: { sample: 150_000 },
  });
  const nothing = { ...audio, samples: new Float32Array(0) };
  await expect(writeTakeFile(folder, { takeId: 't', audio: nothing, recipe })).rejects.toMatchObject({
    code: 'take-has-no-audio',
  });
  expect(readdirSync(folder)).toEqual([]);
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
