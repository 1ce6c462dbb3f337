import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audio } from '#contract/engine-api';
import { percentile } from '#audio/level';
import { trackPitch } from '#audio/pitch';
import { hear, RESOURCES, semitones, type Heard } from '../testing';
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

  test('rises at the end of a question', async () => {
    const statement = await voice.speak('ni3 xiang3 he1 cha2.', plain);
    const question = await voice.speak('ni3 xiang3 he1 cha2?', plain);
    const end = ({ samples, sampleRateHz }: Audio) =>
      hear({ sampleRateHz, samples: samples.slice(-0.35 * sampleRateHz) }).medianHz;
    expect(semitones(end(question), end(statement))).toBeGreaterThan(1);
  });
});

/** Mean distance of two melodies over twelve slices of each, semitones. */
function meanStepSt(a: Audio, b: Audio): number {
  const slices = (audio: Audio) => {
    const { f0Hz } = trackPitch(audio.samples, audio.sampleRateHz);
    const size = f0Hz.length / 12;
    return Array.from({ length: 12 }, (_, at) =>
      percentile(
        f0Hz.slice(at * size, (at + 1) * size).filter((hz) => hz > 0),
        0.5,
      ),
    );
  };
  const other = slices(b);
  const steps = slices(a)
    .map((hz, at) => Math.abs(semitones(hz, other[at]!)))
    .filter(Number.isFinite);
  return steps.reduce((sum, step) => sum + step, 0) / steps.length;
}
