import { stretched } from '#audio/stretch';
import { StudioError } from '#contract/errors';

/** Samples of a sound in order. */
export interface SoundPiece {
  readonly firstSample: number;
  readonly samples: Float32Array;
}

/** How much of a sound is there. */
export interface Extent {
  readonly madeSec: number;
  /** What it will be, as far as anybody can say. */
  readonly wholeSec: number | undefined;
  /** More is to come. */
  readonly growing: boolean;
}

/** A sound that comes piece by piece: one that is still being made, or one too long to hold. */
export interface SoundStream {
  readonly sampleRateHz: number;
  /** From a sample on; ends when the sound is over. The signal stops whoever sends it. */
  open(fromSample: number, signal: AbortSignal): AsyncIterator<SoundPiece, unknown, undefined>;
  /** The same object until it changes. */
  readonly getExtent: () => Extent;
  readonly subscribe: (listener: () => void) => () => void;
  /** Seconds until playing from there, so many times as fast, will not run dry; undefined while nobody knows. */
  waitSec(fromSec: number, rate: number): number | undefined;
}

export type StreamState =
  /** Not enough is there; it starts in so many whole seconds, when anybody knows. */
  | { readonly status: 'waiting'; readonly startsInSec: number | undefined }
  | { readonly status: 'playing' }
  | { readonly status: 'ended' }
  | { readonly status: 'failed'; readonly error: StudioError };

interface StreamPlayParts {
  readonly context: BaseAudioContext;
  readonly output: AudioNode;
  readonly stream: SoundStream;
  readonly fromSec: number;
  /** How many seconds of the sound are heard in one. */
  readonly rate: number;
  /** Whether the sound begins again when it ends. */
  readonly repeats: () => boolean;
  readonly onState: (state: StreamState) => void;
}

/** What is handed to the audio clock ahead of what is heard; the sender is held back beyond that. */
const AHEAD_SEC = 6;
/** The clock runs on while a piece is handed over. */
const LEAD_SEC = 0.03;
const LOOK_EVERY_MS = 200;

/**
 * One playing of a sound that comes piece by piece: each is set on the audio clock right behind the one before. It holds
 * a few seconds, whatever the length of the sound.
 */
export class StreamPlay {
  private readonly abort = new AbortController();
  private readonly sources = new Set<AudioBufferSourceNode>();
  /** From when on which place of the sound is heard, first the one that counts now. */
  private places: { readonly atSec: number; readonly soundSec: number }[] = [];
  /** Where on the audio clock the next piece belongs. */
  private endsAtSec = 0;
  /** Nothing is left to be heard; the next piece begins anew. */
  private dry = true;
  private atOnce = false;
  private waiters: (() => void)[] = [];

  constructor(private readonly parts: StreamPlayParts) {}

  /** Seconds in the sound. */
  position(): number {
    const { context, fromSec, rate } = this.parts;
    while ((this.places[1]?.atSec ?? Infinity) <= context.currentTime) this.places.shift();
    const [place] = this.places;
    if (!place) return fromSec;
    const clockSec = Math.min(context.currentTime, this.places[1]?.atSec ?? this.endsAtSec);
    return place.soundSec + Math.max(0, clockSec - place.atSec) * rate;
  }

  /** Plays what is there, though it may run dry. */
  start(): void {
    this.atOnce = true;
    this.wake();
  }

  /** Idempotent; frees the sender at once. */
  stop(): void {
    this.abort.abort();
    for (const source of this.sources) {
      source.onended = null;
      source.stop();
      source.disconnect();
    }
    this.sources.clear();
    this.wake();
  }

  /** Settles when the sound has been heard or was stopped; never rejects. */
  async run(): Promise<void> {
    const { stream, fromSec, repeats, onState } = this.parts;
    const unsubscribe = stream.subscribe(() => this.wake());
    const { signal } = this.abort;
    try {
      let heard = await this.pass(Math.round(fromSec * stream.sampleRateHz));
      while (heard && !signal.aborted && repeats()) heard = await this.pass(0);
      await this.until(() => this.sources.size === 0);
      if (!signal.aborted) onState({ status: 'ended' });
    } catch (thrown) {
      // what is on the clock already is still heard
      await this.until(() => this.sources.size === 0);
      if (!signal.aborted) onState({ status: 'failed', error: StudioError.from(thrown) });
    } finally {
      unsubscribe();
    }
  }

  /** @returns whether there was anything to hear */
  private async pass(fromSample: number): Promise<boolean> {
    const pieces = this.parts.stream.open(fromSample, this.abort.signal);
    let heard = false;
    for (;;) {
      const coming = pieces.next();
      if (this.dry) this.tellWaiting();
      const step = await coming;
      if (this.isStopped() || step.done) return heard;
      if (step.value.samples.length === 0) continue;
      if (this.dry) await this.enough(step.value.firstSample / this.parts.stream.sampleRateHz);
      if (this.isStopped()) return heard;
      this.schedule(step.value, !heard);
      heard = true;
      await this.until(() => this.endsAtSec - this.parts.context.currentTime < AHEAD_SEC);
    }
  }

  private schedule({ samples, firstSample }: SoundPiece, begins: boolean): void {
    const { context, output, stream, rate, onState } = this.parts;
    const { sampleRateHz } = stream;
    const heard = stretched(samples, sampleRateHz, rate);
    const buffer = context.createBuffer(1, heard.length, sampleRateHz);
    buffer.copyToChannel(heard, 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(output);
    const late = this.dry || this.endsAtSec < context.currentTime;
    const atSec = late ? context.currentTime + LEAD_SEC : this.endsAtSec;
    const place = { atSec, soundSec: firstSample / sampleRateHz };
    if (late) this.places = [place];
    else if (begins) this.places.push(place);
    source.onended = () => {
      this.sources.delete(source);
      source.disconnect();
      if (this.sources.size === 0) this.ranOut();
      this.wake();
    };
    source.start(atSec);
    this.sources.add(source);
    this.endsAtSec = atSec + heard.length / sampleRateHz;
    if (this.dry) onState({ status: 'playing' });
    this.dry = false;
  }

  private isStopped(): boolean {
    return this.abort.signal.aborted;
  }

  private ranOut(): void {
    this.dry = true;
    this.atOnce = false;
    this.tellWaiting();
  }

  private tellWaiting(startsInSec?: number): void {
    if (this.parts.stream.getExtent().growing) this.parts.onState({ status: 'waiting', startsInSec });
  }

  /** Waits until playing on will not run dry, or somebody wants to hear what is there. */
  private async enough(fromSec: number): Promise<void> {
    const { stream, rate } = this.parts;
    let told: number | undefined;
    const timer = setInterval(() => this.wake(), LOOK_EVERY_MS);
    await this.until(() => {
      const waitSec = stream.getExtent().growing ? stream.waitSec(fromSec, rate) : 0;
      if (waitSec === 0 || this.atOnce) return true;
      const startsInSec = waitSec === undefined ? undefined : Math.ceil(waitSec);
      if (startsInSec !== told) this.tellWaiting((told = startsInSec));
      return false;
    });
    clearInterval(timer);
  }

  /** @returns once it is so, or the sound was stopped */
  private async until(isSo: () => boolean): Promise<void> {
    while (!this.abort.signal.aborted && !isSo())
      await new Promise<void>((resolve) => this.waiters.push(resolve));
  }

  private wake(): void {
    for (const resolve of this.waiters.splice(0)) resolve();
  }
}
