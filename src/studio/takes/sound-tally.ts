import { createHash } from 'node:crypto';
import { deinterleave } from '#audio/pcm';
import { GrowingPeaks } from '#audio/peaks';

/** Of an overview. */
const PEAKS = 400;

/** Hash and overview of 16-bit mono PCM, which grow with it: the end of a take need not read its file again. */
export class SoundTally {
  private readonly hash = createHash('sha256');
  private readonly overview = new GrowingPeaks(PEAKS);
  private count = 0;

  get samples(): number {
    return this.count;
  }

  add(pcm: Uint8Array): void {
    this.hash.update(pcm);
    for (const samples of deinterleave(pcm, 'pcm16', 1, 2)) this.overview.add(samples);
    this.count += pcm.length / 2;
  }

  /** Of what has come so far, hex. */
  pcmSha256(): string {
    return this.hash.copy().digest('hex');
  }

  peaks(): number[] {
    return this.overview.peaks();
  }
}
