import type { Take } from '#contract/domain';
import { SPEECH_RATE_HZ, type SegmentVersion, type SpeechItem } from '#contract/speech';
import type { StudioService } from '#contract/studio-api';
import type { Playable } from '../lib/playable';
import { dryWaitSec, expectedSec, type Making } from '../lib/run-dry';
import type { Extent, SoundPiece, SoundStream } from '../lib/stream-play';

/** A finished sound up to this long is held whole, so that it starts, loops and is compared without a wait. */
const HELD_SEC = 60;

/** @returns the player's name for a take. */
export const soundOf = (takeId: string): string => `take:${takeId}`;

/** @returns what a take is called where there is one line for it. */
export const titleOf = ({ name, recipe }: Take): string =>
  name === '' ? (recipe.source?.name ?? recipe.text) : name;

export const isMade = ({ state }: Pick<Take, 'state'>): boolean => state === 'running' || state === 'queued';

/** @returns whether there is something of a take to hear, or will be while it is made */
export const isHearable = ({ state, audioSec = 0, clearedAt }: Take): boolean =>
  clearedAt === undefined && (state === 'running' || (state !== 'queued' && audioSec > 0));

/** A take for the window's loudspeaker: from the first segment on while it is made, whole once it is. */
export function takeSound(studio: StudioService, take: Take): Playable {
  const { id: takeId, audioSec: durationSec = 0 } = take;
  const stream = streamOf(studio, take);
  return {
    ...{ key: soundOf(takeId), title: titleOf(take), durationSec },
    load: () => studio.api.getTakeAudio({ takeId }),
    ...(take.peaks ? { peaks: take.peaks } : {}),
    ...(stream ? { stream } : {}),
  };
}

/** One sentence of a take, as long as it is: the rest of its sound is not fetched. */
export function versionSound(studio: StudioService, version: SegmentVersion, title: string): Playable {
  const { takeId, number, firstSample, samples } = version;
  return {
    key: `${soundOf(takeId)}:${number}`,
    title,
    durationSec: samples / SPEECH_RATE_HZ,
    load: async () => {
      const sound = new Float32Array(samples);
      for await (const piece of piecesOf(studio, takeId, firstSample, new AbortController().signal)) {
        const at = piece.firstSample - firstSample;
        sound.set(piece.samples.subarray(0, samples - at), at);
        if (at + piece.samples.length >= samples) break;
      }
      return { samples: sound, sampleRateHz: SPEECH_RATE_HZ };
    },
  };
}

const growingTakes = new WeakMap<StudioService, Map<string, GrowingSound>>();

/** @returns the stream of a take that needs one; the same while it is made */
export function streamOf(studio: StudioService, take: Take): SoundStream | undefined {
  const known = growingTakes.get(studio) ?? new Map<string, GrowingSound>();
  growingTakes.set(studio, known);
  const growing = known.get(take.id);
  if (take.state === 'running')
    return growing ?? new GrowingSound(studio, take, (sound) => keep(known, take.id, sound));
  // its end may have been missed while the host was away
  if (growing) queueMicrotask(() => growing.follow(take));
  if ((take.audioSec ?? 0) <= HELD_SEC) return undefined;
  return new LongSound(studio, take);
}

function keep(known: Map<string, GrowingSound>, takeId: string, sound: GrowingSound | undefined): void {
  if (sound) known.set(takeId, sound);
  else known.delete(takeId);
}

/** The samples of a take from one on, in order, as long as it is. */
export async function* piecesOf(
  studio: StudioService,
  takeId: string,
  fromSample: number,
  signal: AbortSignal,
): AsyncGenerator<SoundPiece, void, undefined> {
  const items: AsyncIterable<SpeechItem> = studio.api.listenTake({ takeId, fromSample }, signal);
  for await (const item of items) if (item.kind === 'samples') yield item;
}

/** A finished take that is read as it is heard. */
class LongSound implements SoundStream {
  readonly sampleRateHz = SPEECH_RATE_HZ;
  private readonly extent: Extent;

  constructor(
    private readonly studio: StudioService,
    private readonly take: Take,
  ) {
    const { audioSec = 0 } = take;
    this.extent = { madeSec: audioSec, wholeSec: audioSec, growing: false };
  }

  readonly getExtent = (): Extent => this.extent;
  readonly subscribe = () => () => undefined;

  waitSec(): number {
    return 0;
  }

  open(fromSample: number, signal: AbortSignal): AsyncIterator<SoundPiece, unknown, undefined> {
    return piecesOf(this.studio, this.take.id, fromSample, signal);
  }
}

/** A take that is made, followed from now until it is over. */
class GrowingSound implements SoundStream {
  readonly sampleRateHz = SPEECH_RATE_HZ;
  private readonly listeners = new Set<() => void>();
  private extent: Extent;
  /** Segments that were there when this window first saw it, and when the next and the last one came, by its clock. */
  private readonly before: number;
  private readonly seenAtMs = performance.now();
  private firstAtMs: number | undefined;
  private lastAtMs = this.seenAtMs;
  private readonly end: () => void;

  constructor(
    private readonly studio: StudioService,
    private take: Take,
    hold: (sound: GrowingSound | undefined) => void,
  ) {
    this.before = take.segments.length;
    this.extent = extentOf(take);
    hold(this);
    const stop = studio.on('takeChanged', (next) => {
      if (next.id === this.take.id) this.follow(next);
    });
    this.end = () => {
      stop();
      hold(undefined);
    };
  }

  readonly getExtent = (): Extent => this.extent;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  waitSec(fromSec: number, rate: number): number | undefined {
    const { segments, audioSec = 0, segmentCount = 0 } = this.take;
    if (!isMade(this.take)) return 0;
    const making: Making = {
      ...{ madeSec: audioSec, segments: segments.length, of: segmentCount, workSec: this.workSec() },
      sinceSec: (performance.now() - this.lastAtMs) / 1000,
    };
    return dryWaitSec(making, fromSec, rate);
  }

  open(fromSample: number, signal: AbortSignal): AsyncIterator<SoundPiece, unknown, undefined> {
    return piecesOf(this.studio, this.take.id, fromSample, signal);
  }

  follow(next: Take): void {
    if (!isMade(next)) this.end();
    if (next.segments.length > this.take.segments.length) {
      this.lastAtMs = performance.now();
      this.firstAtMs ??= this.lastAtMs;
    }
    this.take = next;
    const extent = extentOf(next);
    const { madeSec, wholeSec, growing } = this.extent;
    if (extent.madeSec === madeSec && extent.wholeSec === wholeSec && extent.growing === growing) return;
    this.extent = extent;
    for (const listener of [...this.listeners]) listener();
  }

  /** Seconds a segment, as measured here; before one came, by the work of all stages so far. */
  private workSec(): number {
    const { segments, stages } = this.take;
    const came = segments.length - this.before;
    if (came > 1) return (this.lastAtMs - (this.firstAtMs ?? this.seenAtMs)) / (came - 1) / 1000;
    if (came === 1) return (this.lastAtMs - this.seenAtMs) / 1000;
    const workedMs = stages.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
    return workedMs / Math.max(1, segments.length) / 1000;
  }
}

function extentOf(take: Take): Extent {
  const { audioSec: madeSec = 0, segments, segmentCount = 0 } = take;
  const growing = isMade(take);
  const wholeSec = growing ? expectedSec({ madeSec, segments: segments.length, of: segmentCount }) : madeSec;
  return { madeSec, wholeSec, growing };
}
