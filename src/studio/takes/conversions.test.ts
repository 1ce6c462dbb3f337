import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readWav } from '#audio/wav';
import { afterAll, describe, expect, test } from 'vitest';
import {
  isOver,
  openTestStudio,
  removeTemporaryFolders,
  type TestStudio,
} from '../../../tests/support/studio/test-studio';
import { tone } from '../../../tests/support/studio/test-engine';

afterAll(removeTemporaryFolders);

const recordingOf = (studio: TestStudio, sec: number, sampleRateHz = 24_000) =>
  studio.api.addRecording({
    name: 'interview.wav',
    sampleRateHz,
    channels: [tone(Math.round(sec * sampleRateHz), 200, sampleRateHz)],
    format: 'wav',
  });

/** The test engine answers a source with as many seconds. */
const convert = async (studio: TestStudio) => {
  const voice = await studio.makeVoice();
  const recording = await recordingOf(studio, 2);
  const take = await studio.api.startTake({
    text: '',
    voiceId: voice.id,
    source: { recordingId: recording.id },
    seed: 5,
  });
  return { voice, recording, take: await studio.when(take.id, isOver) };
};

describe('speech as the source of a take', () => {
  test('is kept once under its hash, stands in the recipe and in the file, and reaches the engine', async () => {
    const studio = await openTestStudio();
    const { take, recording } = await convert(studio);
    expect(take).toMatchObject({
      state: 'done',
      recipe: {
        mode: 'vc',
        engine: 'converter',
        text: '',
        source: { name: 'interview.wav', durationSec: 2 },
      },
    });
    expect(take.audioSec).toBe(2);
    const sha256 = take.recipe.source!.sha256;
    const kept = readFileSync(join(studio.home, 'sources', `${sha256}.wav`));
    expect(createHash('sha256').update(kept).digest('hex')).toBe(sha256);
    expect(readWav(readFileSync(join(studio.home, 'outputs', take.file!))).info.INAM).toBe('interview.wav');
    const lines = await studio.api.readLog({ limit: 200, takeId: take.id });
    expect(lines[0]!.message).toBe('Received conversion request for speech: interview.wav');

    const again = await studio.api.startTake({
      text: '',
      voiceId: take.recipe.voiceId,
      source: { sha256, name: 'interview.wav' },
      mode: 'vc',
      seed: 6,
    });
    const second = await studio.when(again.id, isOver);
    expect(second.recipe.source).toEqual(take.recipe.source);
    await studio.api.startTake({
      text: '',
      voiceId: take.recipe.voiceId,
      source: { recordingId: recording.id },
      seed: 6,
    });
    expect(readdirSync(join(studio.home, 'sources'))).toEqual([`${sha256}.wav`]);
    const heard = await studio.api.getSourceAudio({ sha256, name: 'interview.wav' });
    expect(heard.samples).toHaveLength(48_000);
    await studio.close();
  });

  test('that is gone is said by name', async () => {
    const studio = await openTestStudio();
    const { take } = await convert(studio);
    const { sha256 } = take.recipe.source!;
    rmSync(join(studio.home, 'sources', `${sha256}.wav`));
    const source = { sha256, name: 'interview.wav' };
    await expect(
      studio.api.startTake({ text: '', voiceId: take.recipe.voiceId, source, seed: 1 }),
    ).rejects.toMatchObject({ code: 'source-not-found', values: { name: 'interview.wav' } });
    await studio.close();
  });

  test('is refused at the door when it is missing, too short, silent, too low, or for the draft voice', async () => {
    const studio = await openTestStudio();
    const voice = await studio.makeVoice();
    const start = (change: object) =>
      studio.api.startTake({ text: '', voiceId: voice.id, seed: 1, ...change });
    await expect(start({ mode: 'vc' })).rejects.toMatchObject({ code: 'source-missing' });
    const short = await recordingOf(studio, 0.3);
    await expect(start({ source: { recordingId: short.id } })).rejects.toMatchObject({
      code: 'source-too-short',
    });
    const silence = await studio.api.addRecording({
      ...{ name: 'silence.wav', sampleRateHz: 24_000, format: 'wav' },
      channels: [new Float32Array(5 * 24_000)],
    });
    await expect(start({ source: { recordingId: silence.id } })).rejects.toMatchObject({
      code: 'source-silent',
      values: { peakDb: expect.any(Number) as number },
    });
    const low = await recordingOf(studio, 2, 8000);
    await expect(start({ source: { recordingId: low.id } })).rejects.toMatchObject({
      code: 'audio-rate-too-low',
    });
    const fine = { recordingId: (await recordingOf(studio, 2)).id };
    await expect(start({ source: fine, engine: 'draft' })).rejects.toMatchObject({
      code: 'mode-unavailable',
    });
    await expect(start({ source: fine, mode: 'zero_shot' })).rejects.toMatchObject({ code: 'bad-request' });
    await expect(start({ source: { sha256: '../../etc', name: 'x' } })).rejects.toMatchObject({
      code: 'bad-request',
    });
    await studio.close();
  });
});
