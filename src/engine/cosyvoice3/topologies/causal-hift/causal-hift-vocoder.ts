import { assertFinite, assertLength } from '../../../onnx/failures';
import { float32Tensor, floatsOf, int64Tensor } from '../../../onnx/tensors';
import { harmonicSource } from '../../math/harmonic-source';
import { sourceSpectrum, spectrumToWave } from '../../math/vocoder-spectrum';
import type { MelRows } from '../../mel';
import type { Vocoder } from '../../stages/vocoder';
import type { Graphs } from '../topology';

const SPECTRUM_ROWS = 18;
/** Zeros behind the last frame, where pitch and decoder would look ahead. */
const PITCH_LOOK_AHEAD = 3;
const DECODER_LOOK_AHEAD = 4;

/** The layout of compiled packs: pitch and decoder as graphs that look back only, the excitation made here. */
export class CausalHiftVocoder implements Vocoder {
  constructor(private readonly graphs: Graphs) {}

  async render(mel: MelRows): Promise<Float32Array<ArrayBuffer>> {
    const melTensor = float32Tensor(mel.data, [1, mel.bins, mel.frames]);
    const right = (count: number) => int64Tensor([count], [1]);
    const { f0 } = await this.graphs.run('voc_f0', { mel: melTensor, right: right(PITCH_LOOK_AHEAD) });
    const f0Hz = floatsOf(f0!, 'voc_f0');
    assertLength(f0Hz, mel.frames, 'voc_f0');
    assertFinite(f0Hz, 'voc_f0');
    const spectrum = sourceSpectrum(harmonicSource(f0Hz, this.mixer()));
    const { magnitude, phase } = await this.graphs.run('voc_decoder', {
      mel: melTensor,
      right: right(DECODER_LOOK_AHEAD),
      source_stft: float32Tensor(spectrum.data, [1, SPECTRUM_ROWS, spectrum.frames]),
    });
    const sizes = floatsOf(magnitude!, 'voc_decoder');
    const angles = floatsOf(phase!, 'voc_decoder');
    for (const half of [sizes, angles])
      assertLength(half, (SPECTRUM_ROWS / 2) * spectrum.frames, 'voc_decoder');
    const wave = spectrumToWave(sizes, angles, spectrum.frames);
    assertFinite(wave, 'voc_decoder');
    return wave;
  }

  private mixer(): { weights: Float32Array; bias: number } {
    const { width } = this.graphs.table('source');
    const values = new Float32Array(width);
    this.graphs.table('source').read(0, 1, values, 0);
    return { weights: values.subarray(0, width - 1), bias: values[width - 1]! };
  }
}
