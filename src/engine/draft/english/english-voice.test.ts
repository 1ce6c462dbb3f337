import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Audio } from '#contract/engine-api';
import { percentile } from '#audio/level';
import { trackPitch } from '#audio/pitch';
import { hear, longestSilenceSec, meanStepSt, RESOURCES, semitones, type Heard } from '../testing';
import { EnglishVoice } from './english-voice';

const TEXT = 'A small boat drifted slowly past the old stone bridge, and nobody noticed it at all.';
const plain = { centreHz: 190, spreadSt: 3, speed: 1, tract: 1 };

const voice = new EnglishVoice(join(RESOURCES, 'draft-voices'));
let usual: Audio;
let heard: Heard;
beforeAll(async () => {
  usual = await voice.speak(TEXT, plain);
  heard = hear(usual);
});
afterAll(() => voice.unload());

test('says the same again, also after it was unloaded', async () => {
  expect((await voice.speak(TEXT, plain)).samples).toEqual(usual.samples);
  voice.unload();
  expect(voice.loaded).toBe(false);
  expect((await voice.speak(TEXT, plain)).samples).toEqual(usual.samples);
});

test('speaks at the pitch that its own median stands for', () =>
  expect(Math.abs(semitones(heard.medianHz, plain.centreHz))).toBeLessThan(1));

test.each([-8, -4, 4])('moves its pitch by %i semitones', async (st) => {
  const got = hear(await voice.speak(TEXT, { ...plain, centreHz: plain.centreHz * 2 ** (st / 12) }));
  expect(Math.abs(semitones(got.medianHz, heard.medianHz) - st)).toBeLessThan(0.7);
});

test.each([0.5, 1.5])('widens its pitch range by %f', async (range) => {
  const got = hear(await voice.speak(TEXT, { ...plain, spreadSt: range * plain.spreadSt }));
  expect(Math.abs(got.deviationSt / heard.deviationSt / range - 1)).toBeLessThan(0.25);
});

test.each([0.5, 0.8, 1.25, 2])('speaks %f times as fast', async (speed) => {
  const { samples } = await voice.speak(TEXT, { ...plain, speed });
  expect(Math.abs(usual.samples.length / samples.length / speed - 1)).toBeLessThan(0.04);
});

test('keeps pitch and pace with another vocal tract', async () => {
  const got = await voice.speak(TEXT, { ...plain, tract: 1.15 });
  expect(got.sampleRateHz).toBe(27_600);
  expect(Math.abs(semitones(hear(got).medianHz, heard.medianHz))).toBeLessThan(0.7);
  expect(hear(got).durationSec / heard.durationSec).toBeCloseTo(1, 1);
});

test('reads the text in another way with another seed, and in the same way with the same', async () => {
  const [one, same, other] = await Promise.all(
    [1, 1, 2].map(async (seed) => voice.speak(TEXT, { ...plain, seed })),
  );
  expect(same!.samples).toEqual(one!.samples);
  expect(meanStepSt(one!, other!)).toBeGreaterThan(0.8);
  expect(hear(other!).durationSec / hear(one!).durationSec).toBeCloseTo(1, 1);
});

test('rises where a yes or a no is asked for, and falls where more is', async () => {
  const end = async (text: string) => {
    const { f0Hz } = trackPitch((await voice.speak(text, plain)).samples, 24_000);
    const voiced = f0Hz.filter((hz) => hz > 0);
    return percentile(voiced.slice(-12), 0.5);
  };
  const question = await end('Are they going home?');
  expect(semitones(question, await end('They are going home.'))).toBeGreaterThan(2);
  expect(semitones(question, await end('Why are they going home?'))).toBeGreaterThan(1);
});

test('breathes at a comma', async () => {
  const silenceSec = async (text: string) => longestSilenceSec(await voice.speak(text, plain));
  expect(await silenceSec('When we came home, our mother was away.')).toBeGreaterThan(
    (await silenceSec('When we came home our mother was away.')) + 0.1,
  );
});

test('lifts and lengthens a focused word', async () => {
  const usually = await voice.speak('We never owned a yellow lorry.', plain);
  const focused = await voice.speak('We never owned a *yellow lorry.', plain);
  const highest = ({ samples }: Audio) => {
    const voiced = trackPitch(samples, 24_000).f0Hz.filter((hz) => hz > 0);
    return percentile(voiced.slice(voiced.length / 2), 0.95);
  };
  expect(semitones(highest(focused), highest(usually))).toBeGreaterThan(1);
  expect(focused.samples.length).toBeGreaterThan(usually.samples.length + 0.02 * 24_000);
});

test('refuses what has no word', async () =>
  expect(voice.speak('?!', plain)).rejects.toMatchObject({ code: 'text-unspeakable' }));
