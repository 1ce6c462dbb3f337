import type { Tensor } from 'onnxruntime-node';
import { assertFinite, assertLength } from '../../onnx/failures';
import { float32Tensor, floatsOf } from '../../onnx/tensors';
import { sourceSpectrum, spectrumToWave } from '../math/vocoder-spectrum';
import type { Tensors } from '../../onnx/tensors';

/** What every layout of the vocoder does around its graphs. */

/** Rows of the decoder's source input: 9 real, 9 imaginary. */
const SPECTRUM_ROWS = 18;

/** @returns the pitch of each frame in Hz    @throws StudioError 'pack-tensor-mismatch', 'not-a-number' */
export function pitchOf(f0: Tensor, frames: number): Float32Array {
  const f0Hz = floatsOf(f0, 'voc_f0');
  assertLength(f0Hz, frames, 'voc_f0');
  assertFinite(f0Hz, 'voc_f0');
  return f0Hz;
}

/**
 * @param source the excitation, 480 samples a mel frame at 24 kHz
 * @param decode runs the decoder on the excitation's spectrum, shape (1, 18, columns)
 * @returns the waveform    @throws StudioError 'pack-tensor-mismatch', 'not-a-number'
 */
export async function waveOf(
  source: Float32Array,
  decode: (spectrum: Tensor) => Promise<Tensors>,
): Promise<Float32Array<ArrayBuffer>> {
  const { data, frames } = sourceSpectrum(source);
  const { magnitude, phase } = await decode(float32Tensor(data, [1, SPECTRUM_ROWS, frames]));
  const sizes = floatsOf(magnitude!, 'voc_decoder');
  const angles = floatsOf(phase!, 'voc_decoder');
  for (const half of [sizes, angles]) assertLength(half, (SPECTRUM_ROWS / 2) * frames, 'voc_decoder');
  const wave = spectrumToWave(sizes, angles, frames);
  assertFinite(wave, 'voc_decoder');
  return wave;
}
