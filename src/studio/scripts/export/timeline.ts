import type { Take } from '#contract/domain';
import { placesOf } from '#contract/script-timeline';
import type { Pauses, ScriptRow } from '#contract/scripts';

/** A line of the script, and the take of it that is heard. */
export interface SpokenRow {
  /** In the script, from 1. */
  readonly number: number;
  readonly row: ScriptRow;
  /** Absent: a heading, or nothing is heard. */
  readonly take?: Take;
}

export interface TimedLine {
  readonly number: number;
  readonly row: ScriptRow;
  readonly take: Take;
  /** In samples of the programme. */
  readonly at: number;
  readonly samples: number;
  /** Empty before the first. */
  readonly chapter: string;
  /** How many came before: two may have one title. */
  readonly chapterNumber: number;
}

export interface TimedChapter {
  readonly at: number;
  readonly title: string;
  readonly lines: readonly TimedLine[];
}

/** When each line is heard. */
export interface Timeline {
  readonly sampleRateHz: number;
  readonly samples: number;
  readonly lines: readonly TimedLine[];
  readonly chapters: readonly TimedChapter[];
}

/** Headings that stand together. */
const BETWEEN_TITLES = ' – ';

/**
 * Lines one after another with their pauses; the sound ends with the last.
 * @param opening title of what comes before the first heading
 */
export function timelineOf(
  rows: readonly SpokenRow[],
  pauses: Pauses,
  sampleRateHz: number,
  opening: string,
): Timeline {
  const counting = rows.filter(({ row, take }) => row.kind === 'chapter' || take !== undefined);
  const lines: TimedLine[] = [];
  let titles: string[] = [];
  let chapter = '';
  let chapterNumber = 0;
  const sounding = counting.map(({ row, take }) => ({ line: row, audioSec: take && (take.audioSec ?? 0) }));
  const places = placesOf(sounding, pauses, sampleRateHz);
  for (const [at, { number, row, take }] of counting.entries()) {
    const place = places[at];
    if (!take || !place) {
      titles.push(row.text.trim());
      continue;
    }
    if (titles.length > 0) {
      chapter = titles.join(BETWEEN_TITLES);
      chapterNumber++;
      titles = [];
    }
    lines.push({ number, row, take, ...place, chapter, chapterNumber });
  }
  const last = lines.at(-1);
  return {
    sampleRateHz,
    samples: last ? last.at + last.samples : 0,
    lines,
    chapters: chaptersOf(lines, opening),
  };
}

/** None without a heading. */
function chaptersOf(lines: readonly TimedLine[], opening: string): TimedChapter[] {
  const found: { at: number; title: string; lines: TimedLine[] }[] = [];
  for (const line of lines) {
    const open = found.at(-1);
    if (open?.lines[0]?.chapterNumber === line.chapterNumber) open.lines.push(line);
    else found.push({ at: line.at, title: line.chapterNumber === 0 ? opening : line.chapter, lines: [line] });
  }
  return lines.some(({ chapterNumber }) => chapterNumber > 0) ? found : [];
}
