import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audio, VoiceProfile } from '#contract/engine-api';
import {
  createDraftEngine,
  createWitness,
  hear,
  promptSpread,
  requestOf,
  samplePrompt,
  semitones,
  spectrumDistanceDb,
} from './testing';
import { speakWhole } from '../testing/speak-whole';

const ENGLISH =
  'A small boat drifted slowly past the old stone bridge. Nobody on the bank noticed it at all.';
const MANDARIN = '一只小船慢慢地漂过古老的石桥，岸上没有人注意到它。';

const engine = createDraftEngine();
afterAll(() => engine.unload());

describe('on clean adult prompts', { timeout: 240_000 }, () => {
  let prompts: readonly (readonly [string, Audio])[];
  beforeAll(async () => {
    prompts = await promptSpread();
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])(
    'prompt %i: pitch within 1.5 semitones, spectrum within 4 dB, finite and unclipped',
    async (index) => {
      const [name, prompt] = prompts[index]!;
      const wanted = hear(prompt);
      // Mandarin for every other one: tones carry the pitch, so that less can go wrong
      for (const text of index % 2 === 0 ? [ENGLISH, MANDARIN] : [ENGLISH]) {
        const { audio } = await speakWhole(engine.speak(requestOf(prompt, text), createWitness().context));
        const got = hear(audio);
        const pitch = semitones(got.medianHz, wanted.medianHz);
        const distance = spectrumDistanceDb(got, wanted);
        if (process.env.PRINT)
          console.log(name, wanted.medianHz, got.medianHz, pitch.toFixed(2), distance.toFixed(2), got.peak);
        expect.soft(Math.abs(pitch), `${name}: semitones off`).toBeLessThan(1.5);
        expect.soft(distance, `${name}: dB off`).toBeLessThan(4);
        expect(got.finite).toBe(true);
        expect(got.peak).toBeLessThan(0.96);
      }
    },
  );
});

describe.each([
  ['English', ENGLISH],
  ['Mandarin', MANDARIN],
])('%s at another speed', (_, text) => {
  const prompt = samplePrompt('sample-b');
  let profile: VoiceProfile | undefined;
  let normalSec: number;
  beforeAll(async () => {
    const { audio, profile: found } = await speakWhole(
      engine.speak(requestOf(prompt, text), createWitness().context),
    );
    profile = found;
    normalSec = hear(audio).durationSec;
  });

  test.each([0.5, 0.8, 1.25, 2])('%f is kept within 5 %%', async (speed) => {
    const request = requestOf(prompt, text, { speed, ...(profile ? { profile } : {}) });
    const { audio } = await speakWhole(engine.speak(request, createWitness().context));
    const got = normalSec / hear(audio).durationSec;
    if (process.env.PRINT) console.log(speed, got);
    expect(Math.abs(got / speed - 1)).toBeLessThan(0.05);
  });
});
