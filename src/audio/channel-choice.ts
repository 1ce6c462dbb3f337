/** How channels become one: by what they hold. */
export interface ChannelChoice {
  /** One a channel, for `mixDown`; 0 leaves it out, a negative one turns it over. */
  readonly weights: readonly number[];
  readonly used: number;
  readonly inverted: number;
}

/** A channel this much weaker than the loudest adds nothing but its noise: 20 dB. */
const LEAST_SHARE = 0.01;
/** Below this correlation with the loudest channel, a channel is the same sound upside down. */
const INVERTED_CORRELATION = -0.5;
/** Products a frame that are worth computing: with many channels, every so many frames tell as much. */
const PRODUCTS_PER_FRAME = 16;

/** Sums of how strong the channels of a file are and how they move together, piece by piece. */
export class ChannelStatistics {
  private frames = 0;
  private next = 0;
  private sums = new Float64Array(0);
  /** Of each pair, row by row. */
  private products = new Float64Array(0);

  /** @param channels of one length; a file that changes their number is counted from the change on */
  add(channels: readonly Float32Array[]): void {
    const count = channels.length;
    if (count < 2) return;
    if (this.sums.length !== count) {
      this.frames = 0;
      this.next = 0;
      this.sums = new Float64Array(count);
      this.products = new Float64Array(count * count);
    }
    const { sums, products } = this;
    const stride = Math.max(1, Math.floor((count * count) / PRODUCTS_PER_FRAME));
    const length = channels[0]!.length;
    let at = this.next;
    for (; at < length; at += stride) {
      this.frames++;
      for (let a = 0; a < count; a++) {
        const x = channels[a]![at]!;
        sums[a]! += x;
        for (let b = a; b < count; b++) products[a * count + b]! += x * channels[b]![at]!;
      }
    }
    this.next = at - length;
  }

  /** @returns the loudest coherent mix; undefined when that is the plain mean */
  choose(): ChannelChoice | undefined {
    const count = this.sums.length;
    if (count < 2) return undefined;
    const powers = Array.from({ length: count }, (_, channel) => this.covariance(channel, channel));
    const loudest = powers.indexOf(Math.max(...powers));
    if (!(powers[loudest]! > 0)) return undefined;
    const signs = powers.map((power, channel) => {
      if (power < powers[loudest]! * LEAST_SHARE) return 0;
      const correlation = this.covariance(channel, loudest) / Math.sqrt(power * powers[loudest]!);
      return correlation < INVERTED_CORRELATION ? -1 : 1;
    });
    const used = signs.filter((sign) => sign !== 0).length;
    const inverted = signs.filter((sign) => sign < 0).length;
    if (used === count && inverted === 0) return undefined;
    return { weights: signs.map((sign) => sign / used), used, inverted };
  }

  /** Without what is constant: an offset is no sound. */
  private covariance(a: number, b: number): number {
    const [low, high] = a < b ? [a, b] : [b, a];
    const mean = (this.sums[a]! / this.frames) * (this.sums[b]! / this.frames);
    return this.products[low * this.sums.length + high]! / this.frames - mean;
  }
}
