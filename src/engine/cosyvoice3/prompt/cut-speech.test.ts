import { describe, expect, test } from 'vitest';
import { cutSpeech, type SpeechPiece } from './cut-speech';

const limits = { shortestSec: 0.5, longestSec: 30 };

/** Tone with pauses at the given seconds, each 0.4 s long. */
function speechWith(pausesAtSec: readonly number[], durationSec: number, sampleRateHz: number): Float32Array {
  return Float32Array.from({ length: Math.round(durationSec * sampleRateHz) }, (_, i) => {
    const sec = i / sampleRateHz;
    const quiet = pausesAtSec.some((at) => Math.abs(sec - at) < 0.2);
    return (quiet ? 0.0005 : 0.3) * Math.sin(i * 0.2);
  });
}

function joinedOf(pieces: readonly SpeechPiece[]): Float32Array {
  const joined = new Float32Array(pieces.reduce((sum, { samples }) => sum + samples.length, 0));
  let at = 0;
  for (const { samples } of pieces) {
    joined.set(samples, at);
    at += samples.length;
  }
  return joined;
}

/** Millions of samples: a matcher that prints differences would take seconds. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  Buffer.from(buffer, byteOffset, byteLength);
const sameBytes = (a: Float32Array, b: Float32Array) => bytesOf(a).equals(bytesOf(b));

test('speech up to the longest length stays whole', () => {
  const samples = speechWith([3], 30, 16_000);
  const pieces = cutSpeech(samples, 16_000, limits);
  expect(pieces).toHaveLength(1);
  expect(pieces[0]).toMatchObject({ startSec: 0, endsInSpeech: false });
  expect(sameBytes(pieces[0]!.samples, samples)).toBe(true);
});

describe.each([16_000, 22_050, 44_100, 48_000])('at %i Hz', (sampleRateHz) => {
  test('longer speech is cut inside its pauses, into whole tokens, and nothing is lost', () => {
    const samples = speechWith([7, 22, 41, 63.3], 80, sampleRateHz);
    const pieces = cutSpeech(samples, sampleRateHz, limits);
    const ends = pieces.slice(0, -1).map((piece) => piece.startSec + piece.samples.length / sampleRateHz);
    expect(ends).toHaveLength(3);
    [22, 41, 63.3].forEach((at, i) => expect(Math.abs(ends[i]! - at)).toBeLessThan(0.15));
    expect(pieces.every(({ endsInSpeech }) => !endsInSpeech)).toBe(true);
    for (const { startSec } of pieces) expect(startSec / 0.04).toBeCloseTo(Math.round(startSec / 0.04), 6);
    expect(sameBytes(joinedOf(pieces), samples)).toBe(true);
  });
});

test('speech without a pause is cut anyway, within the limits, and says so', () => {
  for (const durationSec of [30.01, 30.2, 45, 61, 119.99]) {
    const pieces = cutSpeech(speechWith([], durationSec, 16_000), 16_000, limits);
    for (const { samples } of pieces) {
      expect(samples.length / 16_000).toBeLessThanOrEqual(30);
      expect(samples.length / 16_000).toBeGreaterThanOrEqual(0.5);
    }
    expect(pieces.slice(0, -1).every(({ endsInSpeech }) => endsInSpeech)).toBe(true);
    expect(pieces.reduce((sum, { samples }) => sum + samples.length, 0)).toBe(
      Math.round(durationSec * 16_000),
    );
  }
});

test('silence is cut as well', () => {
  const pieces = cutSpeech(new Float32Array(16_000 * 65), 16_000, limits);
  expect(pieces.map(({ endsInSpeech }) => endsInSpeech)).toEqual([false, false, false]);
});
