import { describe, expect, test } from 'vitest';
import { createTone } from '#audio/test-signals';
import { createPcmAssembly, distinctChannels, levelOf } from './audio-capture-pcm';

describe('assembling PCM', () => {
  test('keeps every sample in order', () => {
    const whole = createTone(440, 1, 8000);
    const assembly = createPcmAssembly();
    for (let at = 0; at < whole.length; at += 333) assembly.add([whole.slice(at, at + 333)]);
    expect(assembly.length).toBe(8000);
    expect(assembly.join()).toEqual([whole]);
  });

  test('survives a device that changes its channels half way', () => {
    const assembly = createPcmAssembly();
    assembly.add([Float32Array.of(1, 2)]);
    assembly.add([Float32Array.of(3), Float32Array.of(4)]);
    expect(assembly.join()).toEqual([Float32Array.of(1, 2, 3), Float32Array.of(1, 2, 4)]);
  });

  test('gives one empty channel when nothing came', () => {
    const assembly = createPcmAssembly();
    assembly.add([]);
    expect(assembly.join()).toEqual([new Float32Array(0)]);
  });
});

describe('channels of a recording', () => {
  const voice = createTone(200, 0.1, 8000);

  test('a mono microphone on two channels is one channel', () => {
    expect(distinctChannels([voice, voice.slice()])).toEqual([voice]);
  });

  test('a dead second input is left out, also when it comes first', () => {
    expect(distinctChannels([new Float32Array(voice.length), voice])).toEqual([voice]);
  });

  test('true stereo stays', () => {
    expect(distinctChannels([voice, voice.map((sample) => sample * 0.9)])).toHaveLength(2);
  });

  test('silence keeps one channel', () => {
    const silent = new Float32Array(8);
    expect(distinctChannels([silent, silent])).toEqual([silent]);
  });
});

test('a full-scale sine has 0 dB peak and −3 dB average', () => {
  const { peakDb, rmsDb } = levelOf([createTone(1000, 1, 48_000, 1)]);
  expect(peakDb).toBeCloseTo(0, 1);
  expect(rmsDb).toBeCloseTo(-3.01, 1);
});
