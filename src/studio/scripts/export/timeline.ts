import type { Take } from '#contract/domain';
import { pauseAfter, type Pauses, type ScriptRow } from '#contract/scripts';

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

/** A take tells its length in whole milliseconds: so much more of it may be there, and none of it is cut. */
const UNTOLD_SEC = 0.0005;
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
  let at = 0;
  let pause = 0;
  for (const [place, { number, row, take }] of counting.entries()) {
    if (!take) {
      titles.push(row.text.trim());
      continue;
    }
    if (titles.length > 0) {
      chapter = titles.join(BETWEEN_TITLES);
      chapterNumber++;
      titles = [];
    }
    at += pause;
    const samples = Math.round(((take.audioSec ?? 0) + UNTOLD_SEC) * sampleRateHz);
    lines.push({ number, row, take, at, samples, chapter, chapterNumber });
    at += samples;
    pause = Math.round((pauseAfter(row, counting[place + 1]?.row, pauses) / 1000) * sampleRateHz);
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
