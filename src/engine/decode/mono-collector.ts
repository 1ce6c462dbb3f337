import { limits } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { mixDown } from '#audio/mix';

/** Collects decoded pieces as mono, so that a long file in six channels costs the memory of one. */
export class MonoCollector {
  sampleRateHz = 0;
  channels = 0;
  private readonly pieces: Float32Array[] = [];
  private length = 0;

  constructor(private readonly name: string) {}

  get durationSec(): number {
    return this.sampleRateHz === 0 ? 0 : this.length / this.sampleRateHz;
  }

  /**
   * @param channels all of one length; the last ones may be left out by `samples`
   * @throws StudioError 'audio-too-long'
   */
  add(channels: readonly Float32Array[], sampleRateHz: number): void {
    const mono = mixDown(channels);
    if (mono.length === 0) return;
    this.sampleRateHz ||= sampleRateHz;
    this.channels = Math.max(this.channels, channels.length);
    this.length += mono.length;
    this.pieces.push(mono);
    refuseTooLong(this.name, this.durationSec);
  }

  samples(): Float32Array {
    const [only] = this.pieces;
    if (only && this.pieces.length === 1) return only;
    const all = new Float32Array(this.length);
    let at = 0;
    for (const piece of this.pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }
}

/** @throws StudioError 'audio-too-long' */
export function refuseTooLong(name: string, durationSec: number): void {
  const maxSec = limits.recordingSec.max;
  if (durationSec <= maxSec) return;
  throw new StudioError('audio-too-long', `"${name}" is longer than ${maxSec} s.`, {
    repair: `Cut out at most ${maxSec} s; a prompt needs 3 to 15 s.`,
    values: { name, durationSec: Math.round(durationSec * 10) / 10, maxSec },
  });
}
