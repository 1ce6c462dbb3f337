import { expect, test, vi } from 'vitest';
import type { SynthesisRequest } from '#contract/engine-api';
import type { SpeechItem } from '#contract/speech';
import { speakWhole } from '../../src/engine/testing/speak-whole';
import { syntheticPack } from './synthetic/build-synthetic-pack';
import { newEngine, takeRequest, watchedContext } from './test-engine';

// whole takes: slow on a busy machine
vi.setConfig({ testTimeout: 180_000 });

const pack = syntheticPack();
/** Between paragraphs, 500 ms. */
const PAUSE = 12_000;
const text = 'Hello world.\n\nThe lazy dog.\n\nIt was bright.';
const request = (change: Partial<SynthesisRequest> = {}) =>
  takeRequest({ text, advanced: { flowSteps: 4 }, ...change });
const speak = (change: Partial<SynthesisRequest> = {}) =>
  speakWhole(newEngine(pack).speak(request(change), watchedContext()));

test('every order of work gives the same segments with the same samples', async () => {
  const [keep, stages, least] = [
    await speak({ memoryMode: 'keep' }),
    await speak({ memoryMode: 'stages' }),
    await speak({ leastMemory: true }),
  ];
  expect(keep.done).toHaveLength(3);
  expect(stages.audio.samples).toEqual(keep.audio.samples);
  expect(least.audio.samples).toEqual(keep.audio.samples);
  expect(stages.done).toEqual(keep.done);
  expect(keep.machine?.memory).toBe('keep');
  expect(stages.machine?.memory).toBe('stages');
});

test.each([
  ['keep', 1],
  ['stages', 3],
] as const)('in memory mode %s the first segment is heard when %d were drawn', async (memoryMode, drawn) => {
  const context = watchedContext();
  const items = newEngine(pack).speak(request({ memoryMode }), context);
  expect((await items.next()).value).toMatchObject({ kind: 'samples', segment: 0, firstSample: 0 });
  const lines = context.records.filter(({ message }) => message.includes('speech tokens for'));
  expect(lines).toHaveLength(drawn);
  await items.return?.();
});

test('segments tell where they stand in the text and in the sound', async () => {
  const { done, audio, normalizedText } = await speak();
  for (const { text: typed, startChar, endChar, of, stop, seed } of done) {
    expect(text.slice(startChar, endChar)).toBe(typed);
    expect({ of, seed }).toEqual({ of: 3, seed: 7 });
    expect(stop).toBeDefined();
  }
  expect(done.map(({ spoken }) => spoken).join('\n')).toBe(normalizedText);
  const ends = done.map(({ firstSample, samples }) => firstSample + samples);
  expect(done.map(({ firstSample }) => firstSample)).toEqual([0, ends[0]! + PAUSE, ends[1]! + PAUSE]);
  expect(ends[2]).toBe(audio.samples.length);
});

test('a part has the samples that it has in the whole, and goes on behind what is there', async () => {
  const whole = await speak();
  const [first, second] = whole.done;
  const from = first!.samples;
  const rest = await speak({ part: { from: 1, firstSample: from, after: 0 } });
  expect(rest.audio.samples).toEqual(whole.audio.samples.slice(from));
  expect(rest.done).toEqual(whole.done.slice(1));
  const one = await speak({ part: { from: 1, to: 2, firstSample: 0 } });
  const start = second!.firstSample;
  expect(one.audio.samples).toEqual(whole.audio.samples.slice(start, start + second!.samples));
  expect(one.normalizedText).toBe(whole.normalizedText);
});

test('another seed for one segment changes that one alone', async () => {
  const whole = await speak();
  const other = await speak({ segmentSeeds: { '1': 99 } });
  expect(other.done.map(({ seed }) => seed)).toEqual([7, 99, 7]);
  const cut = ({ audio, done }: typeof whole, index: number) => {
    const { firstSample, samples } = done[index]!;
    return audio.samples.slice(firstSample, firstSample + samples);
  };
  expect(cut(other, 0)).toEqual(cut(whole, 0));
  expect(cut(other, 1)).not.toEqual(cut(whole, 1));
  expect(cut(other, 2)).toEqual(cut(whole, 2));
});

test('a reader that leaves lets the next take begin', async () => {
  const engine = newEngine(pack);
  for await (const item of engine.speak(request(), watchedContext())) {
    expect((item satisfies SpeechItem).kind).toBe('samples');
    break;
  }
  expect((await speakWhole(engine.speak(request({ text: '你好。' }), watchedContext()))).done).toHaveLength(
    1,
  );
});
