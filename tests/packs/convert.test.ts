import { expect, test, vi } from 'vitest';
import type { SynthesisRequest } from '#contract/engine-api';
import { recordingSessions } from './recording-sessions';
import { referenceConvert } from './reference/speak';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { newEngine, takeRequest, voiceLike, watchedContext } from './test-engine';
import { speakWhole } from '../../src/engine/testing/speak-whole';

// whole takes: slow on a busy machine
vi.setConfig({ testTimeout: 180_000 });

const pack = syntheticPack();
const source = { samples: voiceLike(1.3, 44_100), sampleRateHz: 44_100 };
const conversion = (change: Partial<SynthesisRequest> = {}) =>
  takeRequest({ text: '', mode: 'vc', source, ...change });

test.each([1, 0.7])(
  'a conversion agrees with the slow reference sample by sample at speed %d',
  async (speed) => {
    const { prompt } = takeRequest();
    const expected = await referenceConvert({ packDir: pack, prompt, source, speed });
    const {
      audio,
      segments,
      pack: used,
    } = await speakWhole(newEngine(pack).speak(conversion({ speed }), watchedContext()));
    expect(segments).toMatchObject([{ text: '', tokens: expected.tokens[0]!.length }]);
    expect(used?.id).toBe('cosyvoice3-synthetic');
    expect(audio.samples).toHaveLength(expected.samples.length);
    let difference = 0;
    let signal = 0;
    expected.samples.forEach((sample, i) => {
      difference += (audio.samples[i]! - sample) ** 2;
      signal += sample ** 2;
    });
    expect(Math.sqrt(difference / signal)).toBeLessThan(1e-2);
  },
);

test('no language model is loaded, the seed changes nothing, and the known lines stand in order', async () => {
  const { open, events } = recordingSessions();
  const context = watchedContext();
  const first = await speakWhole(
    newEngine(pack, { openSession: open }).speak(conversion({ seed: 1 }), context),
  );
  const second = await speakWhole(newEngine(pack).speak(conversion({ seed: 2 }), watchedContext()));
  expect(second.audio.samples).toEqual(first.audio.samples);
  expect(events.filter((event) => event.includes('llm') || event.includes('embedding'))).toEqual([
    'open flow_token_embedding',
  ]);
  // opened once for prompt and source, closed after both
  expect(events.filter((event) => event.endsWith('speech_tokenizer'))).toEqual([
    'open speech_tokenizer',
    'close speech_tokenizer',
  ]);
  const lines = context.records.map(({ message }) => message);
  const known = [
    'Prompt audio loaded, duration: 1.6s, sample rate: 24000Hz',
    'Extracting voice embedding...',
    'Source speech loaded, duration: 1.3s, sample rate: 44100Hz, 1 piece',
    'Generating spectrogram with emotion: neutral',
    'Vocoder decoding completed.',
  ];
  expect(lines.filter((line) => known.includes(line))).toEqual(known);
  const lanes = context.progress.filter(({ state }) => state === 'done').map(({ stage }) => stage);
  expect(lanes).toEqual(['prompt', 'tokens', 'flow', 'vocoder']);
});

test('a source of 35 s is converted in pieces as long as it is, and a cut inside speech is told', async () => {
  const long = { samples: voiceLike(35, 16_000), sampleRateHz: 16_000 };
  const { audio, segments, warnings } = await speakWhole(
    newEngine(pack).speak(conversion({ source: long, advanced: { flowSteps: 4 } }), watchedContext()),
  );
  expect(segments).toHaveLength(2);
  expect(audio.samples.length / 24_000).toBeCloseTo(35, 1);
  expect(warnings.map(({ code }) => code).filter((code) => code === 'source-cut').length).toBeLessThan(2);
});

test('a source that cannot work is refused by name', async () => {
  const refused = (change: Partial<SynthesisRequest>) =>
    speakWhole(newEngine(pack).speak(conversion(change), watchedContext()));
  const without = takeRequest({ text: '', mode: 'vc' });
  await expect(speakWhole(newEngine(pack).speak(without, watchedContext()))).rejects.toMatchObject({
    code: 'source-missing',
  });
  await expect(
    refused({ source: { samples: voiceLike(0.4, 16_000), sampleRateHz: 16_000 } }),
  ).rejects.toMatchObject({ code: 'source-too-short', values: { minSec: 0.5 } });
  await expect(
    refused({ source: { samples: voiceLike(2, 8000), sampleRateHz: 8000 } }),
  ).rejects.toMatchObject({ code: 'audio-rate-too-low' });
  const broken = voiceLike(1, 16_000);
  broken[100] = Number.NaN;
  await expect(refused({ source: { samples: broken, sampleRateHz: 16_000 } })).rejects.toMatchObject({
    code: 'audio-not-finite',
  });
});

test('a conversion is cancelled between two graph calls', async () => {
  const context = watchedContext();
  const { open } = recordingSessions();
  let calls = 0;
  const engine = newEngine(pack, {
    openSession: async (request, log) => {
      const session = await open(request, log);
      return {
        ...session,
        run: async (feeds) => {
          if (++calls === 5) setImmediate(() => context.controller.abort(new Error('stop')));
          return session.run(feeds);
        },
      };
    },
  });
  await expect(speakWhole(engine.speak(conversion(), context))).rejects.toThrow('stop');
  expect(calls).toBeLessThan(12);
});
