import { ChannelStatistics, type ChannelChoice } from '#audio/channel-choice';
import { mixDown } from '#audio/mix';
import { bytesPerSample, deinterleave, type PcmFormat } from '#audio/pcm';
import { limits } from '#contract/domain';
import { StudioError } from '#contract/errors';

/** Frames of PCM that are converted at once. */
const FRAMES_PER_PIECE = 1 << 16;

interface FrameLayout {
  readonly encoding: PcmFormat;
  readonly channelCount: number;
  readonly sampleRateHz: number;
  readonly containerBytes?: number;
}

/** Collects decoded pieces as mono, so that a long file in six channels costs the memory of one. */
export class MonoCollector {
  sampleRateHz = 0;
  channels = 0;
  private readonly pieces: Float32Array[] = [];
  private readonly statistics = new ChannelStatistics();
  private length = 0;

  /** @param weights of the channels; without them the mean, and `choice` tells what would be better */
  constructor(
    readonly name: string,
    private readonly weights?: readonly number[],
  ) {}

  get durationSec(): number {
    return this.sampleRateHz === 0 ? 0 : this.length / this.sampleRateHz;
  }

  /** @returns how the channels are better mixed than by their mean; undefined when they are not */
  choice(): ChannelChoice | undefined {
    return this.statistics.choose();
  }

  /**
   * @param channels all of one length; the last ones may be left out by `samples`
   * @throws StudioError 'audio-too-long'
   */
  add(channels: readonly Float32Array[], sampleRateHz: number): void {
    const mono = mixDown(channels, this.weights?.length === channels.length ? this.weights : undefined);
    if (mono.length === 0) return;
    if (!this.weights) this.statistics.add(channels);
    this.sampleRateHz ||= sampleRateHz;
    this.channels = Math.max(this.channels, channels.length);
    this.length += mono.length;
    this.pieces.push(mono);
    refuseTooLong(this.name, this.durationSec);
  }

  /** Interleaved PCM, converted piece by piece. */
  addFrames(data: Uint8Array, { encoding, channelCount, sampleRateHz, containerBytes }: FrameLayout): void {
    const width = containerBytes ?? bytesPerSample(encoding);
    const pieceBytes = FRAMES_PER_PIECE * width * channelCount;
    for (let at = 0; at < data.length; at += pieceBytes)
      this.add(deinterleave(data.subarray(at, at + pieceBytes), encoding, channelCount, width), sampleRateHz);
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
  throw new StudioError('audio-too-long', { name, durationSec: Math.round(durationSec * 10) / 10, maxSec });
}
