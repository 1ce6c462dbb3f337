import { float32Tensor, int64Tensor } from '../../../onnx/tensors';
import { harmonicSource } from '../../math/harmonic-source';
import type { MelRows } from '../../mel';
import { pitchOf, waveOf } from '../../stages/hift';
import type { Vocoder } from '../../stages/vocoder';
import type { Graphs } from '../topology';

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
    const source = harmonicSource(pitchOf(f0!, mel.frames), this.mixer());
    return waveOf(source, (spectrum) =>
      this.graphs.run('voc_decoder', {
        mel: melTensor,
        right: right(DECODER_LOOK_AHEAD),
        source_stft: spectrum,
      }),
    );
  }

  private mixer(): { weights: Float32Array; bias: number } {
    const { width } = this.graphs.table('source');
    const values = new Float32Array(width);
    this.graphs.table('source').read(0, 1, values, 0);
    return { weights: values.subarray(0, width - 1), bias: values[width - 1]! };
  }
}
