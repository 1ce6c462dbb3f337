import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { beforeAll, expect, test } from 'vitest';
import { sourceSpectrum, spectrumToWave } from '../../engine/cosyvoice3/math/vocoder-spectrum';
import golden from '../../../tests/golden/compiler/hift.json';
import {
  floatsOf,
  openGraphs,
  relativeError,
  testFolder,
  tinyWeights,
} from '../../../tests/golden/compiler/tiny-model';
import { checkHift } from '../weights/hift-weights';
import { writeDecoder, writePitch } from './vocoder';

const folder = testFolder();
const [bins, frames] = golden.mel.shape as [number, number];
let pitch: InferenceSession;
let decoder: InferenceSession;
beforeAll(async () => {
  const weights = tinyWeights(folder.path, 'hift');
  checkHift(weights);
  ({ pitch, decoder } = await openGraphs(folder.path, 'voc', (data) => ({
    pitch: writePitch(data, weights),
    decoder: writeDecoder(data, weights),
  })));
});

const right = (count: number) => new Tensor('int64', BigInt64Array.of(BigInt(count)), [1]);
const mel = (count: number) => {
  const whole = floatsOf(golden.mel);
  const rows = Float32Array.from(
    { length: bins * count },
    (_, i) => whole[Math.floor(i / count) * frames + (i % count)]!,
  );
  return new Tensor('float32', rows, [1, bins, count]);
};
const numbers = (tensor: Tensor | undefined) => tensor!.data as Float32Array;

test('the pitch is that of the official modules, also of a beginning whose last frames are only looked at', async () => {
  const expected = floatsOf(golden.f0);
  const { f0 } = await pitch.run({ mel: mel(frames), right: right(3) });
  expect(relativeError(numbers(f0), expected)).toBeLessThan(golden.tolerance.f0_rel);
  const begun = await pitch.run({ mel: mel(23), right: right(0) });
  expect(relativeError(numbers(begun.f0), expected.subarray(0, 20))).toBeLessThan(golden.tolerance.f0_rel);
});

test('spectrum and waveform are those of the official modules from the same source', async () => {
  const spectrum = sourceSpectrum(floatsOf(golden.source));
  const { magnitude, phase } = await decoder.run({
    ...{ mel: mel(frames), right: right(4) },
    source_stft: new Tensor('float32', spectrum.data, [1, 18, spectrum.frames]),
  });
  const columns = (tensor: Tensor | undefined) =>
    Array.from({ length: 9 * golden.decoder_columns.length }, (_, i) => {
      const column = golden.decoder_columns[i % golden.decoder_columns.length]!;
      return numbers(tensor)[Math.floor(i / golden.decoder_columns.length) * spectrum.frames + column]!;
    });
  const tolerance = golden.tolerance.decoder_rel_with_given_source;
  expect(relativeError(columns(magnitude), floatsOf(golden.magnitude))).toBeLessThan(tolerance);
  expect(relativeError(columns(phase), floatsOf(golden.phase))).toBeLessThan(tolerance);
  const wave = spectrumToWave(numbers(magnitude), numbers(phase), spectrum.frames);
  expect(relativeError(wave, floatsOf(golden.wave))).toBeLessThan(tolerance);
});
