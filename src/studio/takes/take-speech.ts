import type { Take } from '#contract/domain';
import type { SpeechResult, SynthesisRequest } from '#contract/engine-api';
import type { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import type { SegmentDone, SpeechPart } from '#contract/speech';
import { SpeechCollector } from '#contract/whole-speech';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import { without } from '../storage/database/rows';
import { keptSegments, type KeptSegments } from './kept-segments';
import { speakWithLowMemoryRetry } from './low-memory-retry';
import { endOf } from './segment-store';
import type { GrowingTake, GrowingTakeParts } from './take-file';

/** A segment that is in the take's file now. */
export interface GrownSegment {
  readonly done: SegmentDone;
  /** With the silence before it. */
  readonly samples: Float32Array;
  /** Where they begin in the take. */
  readonly at: number;
  /** The file's name, from the first one that is heard on. */
  readonly file: string | undefined;
}

export interface TakeSpeechParts extends GrowingTakeParts {
  readonly file: GrowingTake;
  readonly engine: Pick<EngineSupervisor, 'speak' | 'unload'>;
  /** Whether a take that ran out of memory is made again with less. */
  readonly retrySmaller: () => boolean;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** As it is now. */
  readonly take: () => Take;
  readonly onGrown: (segment: GrownSegment) => void;
  /** Memory ran out; the rest is asked for once more. */
  readonly onRetry: (trouble: StudioError) => void;
}

export interface Spoken {
  readonly result: SpeechResult;
  /** All of it was spoken, in one go. */
  readonly isWhole: boolean;
}

/** What is missing of a take, spoken and put into its file segment by segment. */
export class TakeSpeech {
  /** Samples that are there. */
  private at = 0;
  /** The last segment that is heard so far. */
  private heard: number | undefined;
  private hasRetried = false;

  constructor(private readonly parts: TakeSpeechParts) {}

  /**
   * @param request without a part
   * @param keepsOf an earlier version, whose segments are kept as they are where seeds are the same
   * @throws StudioError what the engine throws, 'disk-full', 'folder-not-writable', 'not-a-number'
   */
  async speak(request: SynthesisRequest, keepsOf?: string): Promise<Spoken> {
    const kept =
      keepsOf === undefined ? undefined : await keptSegments(this.parts, keepsOf, request, this.parts.signal);
    const joined = kept && (await this.join(request, kept));
    if (joined) return { result: joined, isWhole: false };
    const from = await this.goOn();
    const result = await this.ask(request, this.partFrom(from));
    return { result, isWhole: from === 0 && !this.hasRetried };
  }

  /** @returns the first segment that is missing */
  private async goOn(): Promise<number> {
    const { segments: store, take, log } = this.parts;
    const { segments } = store.of(take());
    if (segments.length === 0) return 0;
    if (!(await this.parts.file.holds(take(), this.parts.signal))) {
      log.warn('The file no longer holds what was kept of this take: it is made anew');
      store.cut(take().id);
      return 0;
    }
    this.at = endOf(segments);
    this.heard = segments.findLast(({ samples }) => samples > 0)?.number;
    return segments.length;
  }

  /** @returns what the engine said last: an earlier version that differs nowhere is none */
  private async join(request: SynthesisRequest, kept: KeptSegments): Promise<SpeechResult | undefined> {
    const { log, signal } = this.parts;
    const of = kept.segments.length;
    let result: SpeechResult | undefined;
    let spoken = 0;
    for (const segment of kept.segments) {
      signal.throwIfAborted();
      const { number } = segment;
      if (!kept.fits(segment, this.heard)) {
        result = await this.ask(request, this.partFrom(number, number + 1));
        spoken++;
        continue;
      }
      const samples = await kept.samplesOf(segment);
      const facts = without(segment, 'number', 'pcmSha256');
      const firstSample = this.at + samples.length - segment.samples;
      await this.grow({ kind: 'segment', ...facts, segment: number, of, firstSample }, samples);
    }
    log.info(`Kept ${of - spoken} of ${of} segments of the version before`, { kept: of - spoken, of });
    return result;
  }

  private async ask(request: SynthesisRequest, part: SpeechPart | undefined): Promise<SpeechResult> {
    const { engine, retrySmaller, signal, log } = this.parts;
    let speech = new SpeechCollector();
    let next = part?.from ?? 0;
    return speakWithLowMemoryRetry(part ? { ...request, part } : request, {
      ...{ engine, retrySmaller, signal, log },
      onItem: async (item) => {
        speech.add(item);
        if (item.kind === 'samples') return;
        const { samples } = speech.audio();
        speech = new SpeechCollector();
        await this.grow(item, samples);
        next = item.segment + 1;
      },
      onRetry: (trouble) => {
        speech = new SpeechCollector();
        this.hasRetried = true;
        this.parts.onRetry(trouble);
        return this.partFrom(next, part?.to);
      },
    });
  }

  /** @param to the one behind the last; to the end when absent. @returns undefined for all of it */
  private partFrom(from: number, to?: number): SpeechPart | undefined {
    if (from === 0 && to === undefined) return undefined;
    const { at, heard } = this;
    return {
      ...{ from, firstSample: at },
      ...(to === undefined ? {} : { to }),
      ...(heard === undefined ? {} : { after: heard }),
    };
  }

  /** A segment has come: it is kept, and can be heard, from now on. */
  private async grow(done: SegmentDone, samples: Float32Array): Promise<void> {
    const { at } = this;
    const file = await this.parts.file.add(this.parts.take(), done, samples, at);
    this.at += samples.length;
    if (done.samples > 0) this.heard = done.segment;
    this.parts.onGrown({ done, samples, at, file });
  }
}
