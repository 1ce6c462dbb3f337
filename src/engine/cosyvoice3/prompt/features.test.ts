import { describe, expect, test } from 'vitest';
import { resample } from '#audio/resample';
import golden from '../../../../tests/golden/cosyvoice3/mel.json';
import { expectNear } from '../../../../tests/golden/cosyvoice3/expect-near';
import { createTestSignal, sum } from '../../../../tests/golden/cosyvoice3/test-signal';
import { flowMel } from './flow-mel';
import { slaneyFilters, type MelFilter } from './mel-filters';
import { kaldiFbank, speakerFbank } from './speaker-fbank';
import { tokenizerMel } from './tokenizer-mel';

/** The published 1e-4 is for any float64 transform; ours stay below 2e-6, and the golden values have six decimals. */
const TOLERANCE = 1e-5;
const at16k = createTestSignal(16_000);
const at24k = createTestSignal(24_000);

test('the test signal is the one that the golden values were computed from', () => {
  const { check } = golden.test_signal;
  check.x16_first8.forEach((value, n) => expect(at16k[n]).toBeCloseTo(value, 7));
  check.x24_first8.forEach((value, n) => expect(at24k[n]).toBeCloseTo(value, 7));
  expect(sum(at16k)).toBeCloseTo(check.x16_sum, 4);
  expect(sum(at24k)).toBeCloseTo(check.x24_sum, 4);
});

describe('mel filters', () => {
  const peaks = (filters: readonly MelFilter[], rows: readonly number[][]) =>
    rows.map(([row]) => {
      const { firstBin, weights } = filters[row!]!;
      const peak = Math.max(...weights);
      return [row!, firstBin + weights.indexOf(peak), peak];
    });

  test('of the speech tokenizer agree with the reference', () => {
    const filters = slaneyFilters({ bins: 128, fftSize: 400, sampleRateHz: 16_000, minHz: 0, maxHz: 8000 });
    const { nonzero, sum: total, max, row_peaks } = golden.mel_fb_16k_400_128;
    const weights = filters.flatMap((filter) => Array.from(filter.weights));
    expect(weights.length).toBe(nonzero);
    expect(sum(weights)).toBeCloseTo(total, 6);
    expect(Math.max(...weights)).toBeCloseTo(max, 8);
    peaks(filters, row_peaks).forEach((found, i) => expectRow(found, row_peaks[i]!, 1e-7));
  });

  test('of the flow agree with the reference', () => {
    const filters = slaneyFilters({ bins: 80, fftSize: 1920, sampleRateHz: 24_000, minHz: 0, maxHz: 12_000 });
    const { sum: total, max, row_peaks } = golden.mel_fb_24k_1920_80;
    const weights = filters.flatMap((filter) => Array.from(filter.weights));
    expect(sum(weights)).toBeCloseTo(total, 6);
    expect(Math.max(...weights)).toBeCloseTo(max, 8);
    peaks(filters, row_peaks).forEach((found, i) => expectRow(found, row_peaks[i]!, 1e-7));
  });
});

test('the log mel of the speech tokenizer agrees with the reference', () => {
  const mel = tokenizerMel(at16k);
  const expected = golden.whisper_log_mel_128;
  expect([mel.bins, mel.frames]).toEqual(expected.shape);
  for (const [bin, frame, value] of expected.samples)
    expectNear(mel.data[bin! * mel.frames + frame!], value, TOLERANCE);
  expectNear(sum(mel.data), expected.sum, TOLERANCE * mel.data.length);
  expectNear(Math.max(...mel.data), expected.max, TOLERANCE);
  expectNear(Math.min(...mel.data), expected.min, TOLERANCE);
});

test('the mel of the flow agrees with the reference', () => {
  const mel = flowMel(at24k);
  const expected = golden.flow_mel_80;
  expect([mel.bins, mel.frames]).toEqual(expected.shape);
  for (const [bin, frame, value] of expected.samples)
    expectNear(mel.data[frame! * mel.bins + bin!], value, TOLERANCE);
  expectNear(sum(mel.data), expected.sum, TOLERANCE * mel.data.length);
  expectNear(Math.max(...mel.data), expected.max, TOLERANCE);
  expectNear(Math.min(...mel.data), expected.min, TOLERANCE);
});

describe('the filter bank of the speaker encoder', () => {
  test('agrees with the reference before the mean is taken away', () => {
    const fbank = kaldiFbank(at16k);
    const expected = golden.kaldi_fbank_80_raw;
    expect([fbank.frames, fbank.bins]).toEqual(expected.shape);
    for (const [frame, bin, value] of expected.samples)
      expectNear(fbank.data[frame! * fbank.bins + bin!], value, TOLERANCE);
    expectNear(sum(fbank.data), expected.sum, TOLERANCE * fbank.data.length);
    expectNear(Math.max(...fbank.data), expected.max, TOLERANCE);
    expectNear(Math.min(...fbank.data), expected.min, TOLERANCE);
  });

  test('agrees with the reference once the mean is gone', () => {
    const fbank = speakerFbank(at16k);
    const expected = golden.kaldi_fbank_80_cmn;
    expectNear(sum(fbank.data.map(Math.abs)), expected.sum_abs, TOLERANCE * fbank.data.length);
    for (const [frame, bin, value] of expected.samples)
      expectNear(fbank.data[frame! * fbank.bins + bin!], value, TOLERANCE);
  });
});

describe('the shared resampler', () => {
  const cases = [
    { name: '24 to 16 kHz', fromHz: 24_000, toHz: 16_000, expected: golden.resample_24k_to_16k },
    { name: '16 to 24 kHz', fromHz: 16_000, toHz: 24_000, expected: golden.resample_16k_to_24k },
    { name: '44.1 to 24 kHz', fromHz: 44_100, toHz: 24_000, expected: golden.resample_44100_to_24k },
    { name: '44.1 to 16 kHz', fromHz: 44_100, toHz: 16_000, expected: golden.resample_44100_to_16k },
  ];
  test.each(cases)('is the one that the model was trained behind, $name', ({ fromHz, toHz, expected }) => {
    const resampled = resample(createTestSignal(fromHz), fromHz, toHz);
    expect(resampled.length).toBe(expected.len);
    for (const [n, value] of expected.samples) expectNear(resampled[n!], value, 2e-5);
  });
});

function expectRow(found: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(found.slice(0, 2)).toEqual(expected.slice(0, 2));
  expectNear(found[2], expected[2], tolerance);
}
