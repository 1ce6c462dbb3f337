import Papa from 'papaparse';
import type { ProgrammeFormat } from '#contract/programme';
import { clock } from './clock';
import type { TimedLine, Timeline } from './timeline';

/** Lists that other programs read beside the sound: Audacity's labels, a cue sheet, a table. */

const CD_FRAMES = 75;
/** A cue sheet counts with two digits. */
const MOST_TRACKS = 99;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A label a line: start, end, who says what. */
export function labelsOf({ lines, sampleRateHz }: Timeline): string {
  const sec = (samples: number) => (samples / sampleRateHz).toFixed(6);
  return lines
    .map(({ at, samples, row }) => {
      const said = row.speaker === '' ? row.text : `${row.speaker}: ${row.text}`;
      return `${sec(at)}\t${sec(at + samples)}\t${oneLine(said)}\n`;
    })
    .join('');
}

export interface CueSheetFacts {
  readonly title: string;
  readonly performer: string;
  /** The joined file. */
  readonly file: string;
  readonly format: ProgrammeFormat;
}

/** Tracks are chapters, or lines where there is none. */
export function cueSheetOf(timeline: Timeline, { title, performer, file, format }: CueSheetFacts): string {
  const quoted = (text: string) => `"${oneLine(text).replace(/"/g, "'")}"`;
  const tracks =
    timeline.chapters.length > 0
      ? timeline.chapters.map((chapter) => ({ at: chapter.at, title: chapter.title, by: performer }))
      : timeline.lines.map(({ at, row }) => ({ at, title: row.text, by: row.speaker || performer }));
  return [
    `PERFORMER ${quoted(performer)}`,
    `TITLE ${quoted(title)}`,
    `FILE ${quoted(file)} ${format === 'mp3' ? 'MP3' : 'WAVE'}`,
    ...tracks.slice(0, MOST_TRACKS).flatMap((track, number) => {
      const frames = Math.floor((track.at / timeline.sampleRateHz) * CD_FRAMES);
      const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
      const time = [frames / CD_FRAMES / 60, (frames / CD_FRAMES) % 60, frames % CD_FRAMES].map(two);
      return [
        `  TRACK ${two(number + 1)} AUDIO`,
        `    TITLE ${quoted(track.title)}`,
        `    PERFORMER ${quoted(track.by)}`,
        `    INDEX 01 ${time.join(':')}`,
      ];
    }),
    '',
  ].join('\n');
}

/** @param fileOf name of a line's own file; undefined where there is none. With a mark for programs that guess the coding. */
export function tableOf(
  { lines, sampleRateHz }: Timeline,
  fileOf: (line: TimedLine) => string | undefined,
): string {
  const rows = lines.map((line) => {
    const { number, row, take, chapter, at, samples } = line;
    return {
      ...{ number, chapter, speaker: row.speaker, text: row.text, instruction: row.instruction },
      start: clock(at / sampleRateHz, '.'),
      end: clock((at + samples) / sampleRateHz, '.'),
      ...{ voice: take.recipe.voiceName, seed: take.recipe.seed, file: fileOf(line) ?? '' },
    };
  });
  return `\ufeff${Papa.unparse(rows, { newline: '\n' })}\n`;
}
