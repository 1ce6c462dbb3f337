import type { Take } from '#contract/domain';
import { SPEECH_RATE_HZ, type SegmentDone, type TakeSegment, type TakeSegments } from '#contract/speech';
import { z } from 'zod';
import type { Db } from '../storage/database/db';
import { membersOf, replaceRow } from '../storage/database/members';
import { present, without } from '../storage/database/rows';
import { segmentColumns } from '../storage/database/stored-tables';

const segmentRow = z.object(segmentColumns).omit({ take_id: true });
const soundRow = z.object({
  take_id: z.string(),
  number: z.number(),
  seed: z.number(),
  first_sample: z.number(),
  samples: z.number(),
  pcm_sha256: z.string(),
});
type SegmentRow = z.output<typeof segmentRow>;

/** What each take is made of, in order. */
export class SegmentStore {
  constructor(private readonly db: Db) {}

  add(takeId: string, done: SegmentDone, pcmSha256: string): void {
    const { segment: number, of: total } = done;
    replaceRow(this.db, 'take_segments', { ...done, takeId, number, total, pcmSha256 });
  }

  /** Forgets the segments from this one on. */
  cut(takeId: string, from = 0): void {
    this.db.run('DELETE FROM take_segments WHERE take_id = ? AND number >= ?', takeId, from);
  }

  /** @returns whether a take is from before its segments were kept */
  isUnknown(takeId: string): boolean {
    const sql = 'SELECT number FROM take_segments WHERE take_id = ? AND end_char IS NULL';
    return this.db.get(z.object({ number: z.number() }), sql, takeId) !== undefined;
  }

  /** @returns the heard segments of several takes, or one segment of each, in the order of the segments and of the takes */
  across(takeIds: readonly string[], number?: number) {
    const sql = `SELECT take_id, number, seed, first_sample, samples, pcm_sha256 FROM take_segments
      JOIN json_each(?1) AS wanted ON wanted.value = take_id
      WHERE samples > 0 AND (?2 IS NULL OR number = ?2) ORDER BY number, wanted.key`;
    const rows = this.db.readable(soundRow, sql, JSON.stringify(takeIds), number ?? null);
    return rows.map((row) => membersOf(row));
  }

  /** @returns the one behind the last, 0 when there is none */
  endNumber(takeId: string): number {
    const sql = 'SELECT max(number) + 1 AS number FROM take_segments WHERE take_id = ?';
    return this.db.get(z.object({ number: z.number().nullable() }), sql, takeId)?.number ?? 0;
  }

  /** @returns those without a gap from the first on, or from this one */
  of(take: Take, from = 0): TakeSegments {
    // the one before says how many there are, and that none is missing
    const first = Math.max(0, from - 1);
    const sql = 'SELECT * FROM take_segments WHERE take_id = ? AND number >= ? ORDER BY number';
    const rows = this.db.readable(segmentRow, sql, take.id, first);
    const gap = rows.findIndex(({ number }, index) => number !== first + index);
    const kept = gap < 0 ? rows : rows.slice(0, gap);
    const of = kept[0]?.total;
    return {
      segments: kept.slice(from - first).map((row) => segmentOf(row, take)),
      ...(of === undefined ? {} : { of }),
      complete: of !== undefined && first + kept.length >= of,
    };
  }
}

/** A take from before segments were kept is one that reaches to the end of its text and its sound. */
function segmentOf(row: SegmentRow, { recipe, audioSec = 0 }: Take): TakeSegment {
  const { endChar, samples, ...same } = membersOf(row);
  return {
    ...present(without(same, 'total')),
    endChar: endChar ?? recipe.text.length,
    samples: samples ?? Math.round(audioSec * SPEECH_RATE_HZ),
  };
}

/** @returns where the next segment begins: behind the samples that are there */
export function endOf(segments: readonly TakeSegment[]): number {
  const last = segments.findLast(({ samples }) => samples > 0);
  return last ? last.firstSample + last.samples : 0;
}
