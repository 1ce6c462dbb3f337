import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audio } from '#contract/engine-api';
import { percentile } from '#audio/level';
import { trackPitch } from '#audio/pitch';
import { hear, longestSilenceSec, meanStepSt, RESOURCES, semitones, type Heard } from '../testing';
import type { Synthesizer } from '../synthesizer';
import { Synthesizers } from '../synthesizers';

const synthesizers = new Synthesizers(RESOURCES);
afterAll(() => synthesizers.unload());

const TEXT = 'ta1 shuo1 ta1 ming2 tian1 zao3 shang5 hui4 gei2 wo2 da3 dian4 hua4, ni3 men5 bu2 yong4 deng3.';

describe.each([
  ['f', 241],
  ['m', 118],
] as const)('the unit voice %s', (_, centreHz) => {
  const plain = { centreHz, spreadSt: 3.4, speed: 1, tract: 1 };
  let voice: Synthesizer;
  let usual: Audio;
  let heard: Heard;
  beforeAll(async () => {
    voice = synthesizers.forLanguage('zh', centreHz);
    usual = await voice.speak(TEXT, plain);
    heard = hear(usual);
  });

  test('says the same again', async () =>
    expect((await voice.speak(TEXT, plain)).samples).toEqual(usual.samples));

  test.each([-5, 3])('moves its pitch by %i semitones', async (st) => {
    const got = hear(await voice.speak(TEXT, { ...plain, centreHz: centreHz * 2 ** (st / 12) }));
    expect(Math.abs(semitones(got.medianHz, heard.medianHz) - st)).toBeLessThan(0.5);
  });

  test.each([0.6, 1.5])('widens its pitch range by %f', async (range) => {
    const got = hear(await voice.speak(TEXT, { ...plain, spreadSt: 3.4 * range }));
    expect(Math.abs(got.deviationSt / heard.deviationSt / range - 1)).toBeLessThan(0.25);
  });

  test.each([0.5, 2])('speaks %f times as fast', async (speed) => {
    const { samples } = await voice.speak(TEXT, { ...plain, speed });
    expect(usual.samples.length / samples.length / speed).toBeCloseTo(1, 1);
  });

  test('keeps pitch and pace with another vocal tract', async () => {
    const got = hear(await voice.speak(TEXT, { ...plain, tract: 1.15 }));
    expect(Math.abs(semitones(got.medianHz, heard.medianHz))).toBeLessThan(0.5);
    expect(got.durationSec / heard.durationSec).toBeCloseTo(1, 1);
  });

  test('says what nobody recorded with what is nearest, and refuses what is no syllable', async () => {
    for (const strange of ['tin1', 'lue4', 'hng5', 'ê1', 'len3', 'wo5'])
      expect((await voice.speak(strange, plain)).samples.length).toBeGreaterThan(1_000);
    await expect(voice.speak('?! 42', plain)).rejects.toMatchObject({ code: 'text-unspeakable' });
  });

  test('reads the text in another way with another seed, and in the same way with the same', async () => {
    const [one, same, other] = await Promise.all(
      [1, 1, 2].map(async (seed) => voice.speak(TEXT, { ...plain, seed })),
    );
    expect(same!.samples).toEqual(one!.samples);
    expect(meanStepSt(one!, other!)).toBeGreaterThan(0.8);
    expect(hear(other!).durationSec / heard.durationSec).toBeCloseTo(1, 1);
  });

  test('breathes at a comma, and longer at a full stop', async () => {
    const silenceSec = async (mark: string) =>
      longestSilenceSec(await voice.speak(`ta1 ming2 tian1 hui2 jia1${mark} ni3 men5 deng3 ta1.`, plain));
    const [none, comma, stop] = [await silenceSec(''), await silenceSec(','), await silenceSec('.')];
    expect(comma).toBeGreaterThan(none + 0.1);
    expect(stop).toBeGreaterThan(comma + 0.1);
  });

  test('lifts and lengthens a focused word', async () => {
    const usually = await voice.speak('wo3 men5 jin1 tian1 hui2 jia1.', plain);
    const focused = await voice.speak('wo3 men5 *jin1 *tian1 hui2 jia1.', plain);
    const highest = ({ samples, sampleRateHz }: Audio) =>
      percentile(
        trackPitch(samples, sampleRateHz).f0Hz.filter((hz) => hz > 0),
        0.95,
      );
    expect(semitones(highest(focused), highest(usually))).toBeGreaterThan(1);
    expect(focused.samples.length).toBeGreaterThan(usually.samples.length);
  });

  test('rises at the end of a question', async () => {
    const statement = await voice.speak('ni3 xiang3 he1 cha2.', plain);
    const question = await voice.speak('ni3 xiang3 he1 cha2?', plain);
    const end = ({ samples, sampleRateHz }: Audio) =>
      hear({ sampleRateHz, samples: samples.slice(-0.35 * sampleRateHz) }).medianHz;
    expect(semitones(end(question), end(statement))).toBeGreaterThan(1);
  });
});
