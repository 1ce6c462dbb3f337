import type { Pauses, ScriptRow } from '#contract/scripts';
import { placesOf, type Place } from '#contract/script-timeline';
import { SPEECH_RATE_HZ } from '#contract/speech';
import type { StudioService } from '#contract/studio-api';
import type { Playable, Section } from '../../lib/playable';
import type { Extent, SoundPiece, SoundStream } from '../../lib/stream-play';
import { piecesOf } from '../../state/take-sound';

/** A line, its take, and where in the programme that is heard. */
interface HeardLine extends Place {
  readonly id: string;
  readonly takeId: string;
  readonly text: string;
}

/** Silence that is handed over at a time, in samples. */
const SILENCE_SAMPLES = SPEECH_RATE_HZ;

/** @returns the player's name for a script */
export const scriptSound = (projectId: string): string => `script:${projectId}`;

/** The takes that count, one after the other with their pauses: sample for sample what an export as one file holds. */
export function programmeSound(
  studio: StudioService,
  projectId: string,
  rows: readonly ScriptRow[],
  pauses: Pauses,
): Playable {
  const lines = heardLines(rows, pauses);
  const last = lines.at(-1);
  const samples = last ? last.at + last.samples : 0;
  return {
    key: scriptSound(projectId),
    title: '',
    durationSec: samples / SPEECH_RATE_HZ,
    sections: lines.map(({ id, text, at }): Section => ({ id, title: text, startSec: at / SPEECH_RATE_HZ })),
    stream: new ProgrammeSound(studio, lines, samples),
    // it is always streamed
    load: () => Promise.resolve({ samples: new Float32Array(0), sampleRateHz: SPEECH_RATE_HZ }),
  };
}

function heardLines(rows: readonly ScriptRow[], pauses: Pauses): HeardLine[] {
  const heard = rows.filter((row) => row.kind === 'chapter' || isAudible(row));
  const sounding = heard.map((line) => ({ line, audioSec: isAudible(line) ? line.audioSec : undefined }));
  const places = placesOf(sounding, pauses, SPEECH_RATE_HZ);
  return heard.flatMap(({ id, takeId = '', text }, number) => {
    const place = places[number];
    return place ? [{ id, takeId, text, ...place }] : [];
  });
}

export const isAudible = ({ kind, takeId, audioSec }: ScriptRow): boolean =>
  kind === 'line' && takeId !== undefined && audioSec !== undefined;

class ProgrammeSound implements SoundStream {
  readonly sampleRateHz = SPEECH_RATE_HZ;
  private readonly extent: Extent;

  constructor(
    private readonly studio: StudioService,
    private readonly lines: readonly HeardLine[],
    samples: number,
  ) {
    const wholeSec = samples / SPEECH_RATE_HZ;
    this.extent = { madeSec: wholeSec, wholeSec, growing: false };
  }

  readonly getExtent = (): Extent => this.extent;
  readonly subscribe = () => () => undefined;

  waitSec(): number {
    return 0;
  }

  async *open(fromSample: number, signal: AbortSignal): AsyncGenerator<SoundPiece, void, undefined> {
    let next = fromSample;
    for (const { takeId, at, samples } of this.lines) {
      const end = at + samples;
      if (end <= next) continue;
      yield* silence(next, at);
      next = Math.max(next, at);
      for await (const piece of piecesOf(this.studio, takeId, next - at, signal)) {
        const heard = piece.samples.subarray(0, end - next);
        if (heard.length > 0) yield { firstSample: next, samples: heard };
        next += heard.length;
      }
      // a take is as long as it says, to the millisecond
      yield* silence(next, end);
      next = end;
    }
  }
}

function* silence(from: number, to: number): Generator<SoundPiece, void, undefined> {
  for (let at = from; at < to; at += SILENCE_SAMPLES)
    yield { firstSample: at, samples: new Float32Array(Math.min(SILENCE_SAMPLES, to - at)) };
}
