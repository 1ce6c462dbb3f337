import { describe, expect, test } from 'vitest';
import { ChannelStatistics } from './channel-choice';
import { rmsOf } from './level';
import { mixDown } from './mix';
import { createNoise, createVoice } from './test-signals';

const voice = createVoice({ seconds: 1, sampleRateHz: 16_000, f0Hz: () => 150 });
const hiss = (seed: number, level: number) => createNoise(voice.length, seed).map((x) => x * level);
const silence = () => new Float32Array(voice.length);

function choose(channels: readonly Float32Array[], pieceFrames = 1000) {
  const statistics = new ChannelStatistics();
  for (let at = 0; at < voice.length; at += pieceFrames)
    statistics.add(channels.map((channel) => channel.subarray(at, at + pieceFrames)));
  return statistics.choose();
}

const levelOf = (samples: Float32Array) => rmsOf(samples) / rmsOf(voice);

describe('channels are mixed by what they hold', () => {
  test('the same sound on all, or different people on each, is the plain mean', () => {
    expect(choose([voice, voice])).toBeUndefined();
    expect(choose([voice, hiss(3, 0.3)])).toBeUndefined();
    expect(choose([silence(), silence()])).toBeUndefined();
    expect(choose([voice])).toBeUndefined();
  });

  test('a side that is upside down is turned, so that the voice does not vanish', () => {
    const channels = [voice, voice.map((x) => -x)];
    expect(rmsOf(mixDown(channels))).toBe(0);
    const choice = choose(channels)!;
    expect(choice).toMatchObject({ used: 2, inverted: 1 });
    expect(levelOf(mixDown(channels, choice.weights))).toBeCloseTo(1, 6);
  });

  test.each([2, 6, 32, 64])('one voice among %i channels keeps its level wherever it is', (count) => {
    for (const place of [0, count >> 1, count - 1]) {
      const channels = Array.from({ length: count }, (_, i) => (i === place ? voice : hiss(i + 1, 0.001)));
      const choice = choose(channels)!;
      expect(choice).toMatchObject({ used: 1, inverted: 0 });
      expect(levelOf(mixDown(channels, choice.weights))).toBeCloseTo(1, 6);
    }
  });

  test('a constant offset is no sound', () => {
    const choice = choose([voice, silence().fill(0.9)])!;
    expect(choice.weights).toEqual([1, 0]);
  });

  test('pieces of any size give the same choice', () => {
    const channels = Array.from({ length: 8 }, (_, i) => (i === 5 ? voice : silence()));
    for (const pieceFrames of [1, 3, 7, 16_000]) expect(choose(channels, pieceFrames)?.weights[5]).toBe(1);
  });
});
