import { assertFinite, assertLength } from '../../../onnx/failures';
import { float32Tensor, floatsOf } from '../../../onnx/tensors';
import { harmonicSource } from '../../math/harmonic-source';
import { SAMPLES_PER_FRAME } from '../../geometry';
import type { MelRows } from '../../mel';
import { readSourceMixer } from './source-mixer';
import { pitchOf, waveOf } from '../../stages/hift';
import type { Vocoder } from '../../stages/vocoder';
import type { Graphs } from '../topology';

/** The layout with separate graphs for pitch, source and decoder; both short transforms run here. */
export class SplitHiftVocoder implements Vocoder {
  /** @param builtInSource make the excitation here instead of in the pack's 259 MB graph; its noise differs */
  constructor(
    private readonly graphs: Graphs,
    private readonly builtInSource = false,
  ) {}

  async render(mel: MelRows): Promise<Float32Array<ArrayBuffer>> {
    const melTensor = float32Tensor(mel.data, [1, mel.bins, mel.frames]);
    const { f0 } = await this.graphs.run('voc_f0', { mel: melTensor });
    const source = await this.source(pitchOf(f0!, mel.frames));
    assertLength(source, mel.frames * SAMPLES_PER_FRAME, 'voc_source');
    assertFinite(source, 'voc_source');
    return waveOf(source, (spectrum) =>
      this.graphs.run('voc_decoder', { mel: melTensor, sourceStft: spectrum }),
    );
  }

  private async source(f0Hz: Float32Array): Promise<Float32Array> {
    const mixer = this.builtInSource
      ? readSourceMixer(this.graphs.pack.graph('voc_source').model)
      : undefined;
    if (mixer) return harmonicSource(f0Hz, mixer);
    const { source } = await this.graphs.run('voc_source', {
      f0: float32Tensor(f0Hz, [1, 1, f0Hz.length]),
    });
    return floatsOf(source!, 'voc_source');
  }
}
