import { Decoder } from '@evan/opus/wasm/index.mjs';
import type { UnitFile } from './unit-file';

const RESET_STATE = 4028;
/** Decoded phrases that are kept: about 25 MB, and a page of text uses most of its phrases only once. */
const KEPT = 160;

/** Decodes phrases of a unit voice when they are needed; every one by itself, so that no output depends on an earlier one. */
export class ChunkDecoder {
  private readonly decoder: Decoder;
  /** The most recently used one last. */
  private readonly kept = new Map<number, Float32Array>();

  constructor(private readonly file: UnitFile) {
    this.decoder = new Decoder({ channels: 1, sample_rate: file.sampleRateHz });
  }

  /** @returns the chunk's samples, mono at the file's rate */
  decode(index: number): Float32Array {
    const samples = this.kept.get(index) ?? this.decodeAnew(index);
    this.kept.delete(index);
    this.kept.set(index, samples);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    return samples;
  }

  free(): void {
    this.decoder.drop();
    this.kept.clear();
  }

  private decodeAnew(index: number): Float32Array {
    const chunk = this.file.chunks[index]!;
    const samples = new Float32Array(chunk.samples);
    this.decoder.ctl(RESET_STATE);
    let at = -this.file.preSkip;
    for (const packet of chunk.packets) {
      const pcm = this.decoder.decode(packet);
      const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
      for (let sample = 0; 2 * sample < pcm.byteLength; sample++, at++)
        if (at >= 0 && at < samples.length) samples[at] = view.getInt16(2 * sample, true) / 32_768;
    }
    return samples;
  }
}
