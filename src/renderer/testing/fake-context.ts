interface Started {
  readonly atSec: number;
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  readonly end: () => void;
  stopped: boolean;
  ended: boolean;
}

/** An audio device whose clock a test moves; it knows what was set on the clock, and when. */
export interface FakeContext {
  readonly context: AudioContext;
  /** Every piece that was started and not stopped, in order. */
  readonly started: readonly Pick<Started, 'atSec' | 'samples' | 'sampleRateHz'>[];
  /** Seconds of sound that were set on the clock and not heard yet. */
  readonly aheadSec: () => number;
  readonly advance: (sec: number) => void;
}

export function createFakeContext(): FakeContext {
  const started: Started[] = [];
  let nowSec = 0;
  const node = () => ({ gain: { value: 1 }, connect: () => undefined, disconnect: () => undefined });
  const endOf = ({ atSec, samples, sampleRateHz }: Started) => atSec + samples.length / sampleRateHz;
  const createBuffer = (_channels: number, length: number, sampleRate: number) => {
    const samples = new Float32Array(length);
    return {
      ...{ length, sampleRate, duration: length / sampleRate, samples },
      copyToChannel: (from: Float32Array) => samples.set(from),
      getChannelData: () => samples,
    };
  };
  const createBufferSource = () => {
    const source = {
      ...node(),
      buffer: undefined as ReturnType<typeof createBuffer> | undefined,
      onended: null as (() => void) | null,
      start: (atSec: number, offsetSec = 0) => {
        const { samples, sampleRate } = source.buffer!;
        started.push({
          ...{ atSec: Math.max(nowSec, atSec), sampleRateHz: sampleRate, stopped: false, ended: false },
          samples: samples.subarray(Math.round(offsetSec * sampleRate)),
          end: () => source.onended?.(),
        });
        piece = started.at(-1);
      },
      stop: () => {
        if (piece) piece.stopped = true;
      },
    };
    let piece: Started | undefined;
    return source;
  };
  const context = {
    get currentTime() {
      return nowSec;
    },
    ...{ state: 'running', destination: node(), createGain: node, createBuffer, createBufferSource },
    close: async () => undefined,
  };
  return {
    context: context as unknown as AudioContext,
    get started() {
      return started.filter(({ stopped }) => !stopped);
    },
    aheadSec: () =>
      Math.max(0, ...started.filter(({ stopped }) => !stopped).map((each) => endOf(each) - nowSec)),
    advance: (sec) => {
      nowSec += sec;
      for (const piece of started) {
        if (piece.stopped || piece.ended || endOf(piece) > nowSec) continue;
        piece.ended = true;
        piece.end();
      }
    },
  };
}
