import { SPEECH_RATE_HZ, type TakeSegment } from '#contract/speech';
import { clock } from './clock';
import type { TimedLine, Timeline } from './timeline';

/** Subtitles of a programme, from the times of its segments, within the usual limits of length and reading speed. */

export interface Cue {
  readonly startSec: number;
  endSec: number;
  readonly speaker: string;
  /** One or two lines. */
  readonly lines: readonly string[];
}

type CueSegment = Pick<TakeSegment, 'text' | 'firstSample' | 'samples'>;

/** Characters of a line, and of a second that people read. */
const limits = { latin: { line: 42, perSec: 17 }, chinese: { line: 16, perSec: 9 } } as const;
const LINES = 2;
/** Left free in front of the next cue, so that a change is seen. */
const GAP_SEC = 0.08;
/** Markers are heard, not read. */
const MARKERS = /\[[^\]]*\]|<\/?[\p{L}_|]+>/gu;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const ENDS_CLAUSE = /[,.;:!?…、，。；：！？]["'”’»）)]*\s*$/u;

/** @param segmentsOf what a take is made of; empty where that is not known */
export function cuesOf(timeline: Timeline, segmentsOf: (line: TimedLine) => readonly CueSegment[]): Cue[] {
  const cues = timeline.lines.flatMap((line) => cuesOfLine(line, timeline.sampleRateHz, segmentsOf(line)));
  for (const [at, cue] of cues.entries()) {
    const { perSec } = limitsOf(cue.lines.join(''));
    const wanted = cue.startSec + cue.lines.join(' ').length / perSec;
    const free = (cues[at + 1]?.startSec ?? Infinity) - GAP_SEC;
    // who reads slowly is given the pause behind the words
    cue.endSec = Math.max(cue.endSec, Math.min(wanted, free));
  }
  return cues;
}

function cuesOfLine(line: TimedLine, sampleRateHz: number, segments: readonly CueSegment[]): Cue[] {
  const whole = { text: line.row.text, firstSample: 0, samples: (line.take.audioSec ?? 0) * SPEECH_RATE_HZ };
  const known = segments.some(({ text }) => text !== '') ? segments : [whole];
  return known.flatMap(({ text, firstSample, samples }) => {
    const pieces = piecesOf(text.replace(MARKERS, ' ').replace(/\s+/g, ' ').trim());
    const letters = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const from = line.at / sampleRateHz + firstSample / SPEECH_RATE_HZ;
    let before = 0;
    return pieces.map((piece): Cue => {
      const timeAt = (count: number) => from + ((count / letters) * samples) / SPEECH_RATE_HZ;
      const startSec = timeAt(before);
      before += piece.length;
      return { startSec, endSec: timeAt(before), speaker: line.row.speaker, lines: wrapped(piece) };
    });
  });
}

function limitsOf(text: string) {
  return (text.match(WIDE)?.length ?? 0) * 2 > text.length ? limits.chinese : limits.latin;
}

/** @returns parts that fit one cue each, cut behind a clause where there is one in the second half */
function piecesOf(text: string): string[] {
  const most = limitsOf(text).line * LINES;
  const pieces: string[] = [];
  let piece = '';
  let clause = '';
  for (const word of wordsOf(text)) {
    if ((piece + word).trimEnd().length > most && piece.trim() !== '') {
      const cut = clause.length > most / 2 ? clause : piece;
      pieces.push(cut.trim());
      piece = piece.slice(cut.length);
      clause = '';
    }
    piece += word;
    if (ENDS_CLAUSE.test(piece)) clause = piece;
  }
  return [...pieces, piece.trim()].filter((each) => each !== '');
}

/** @returns a cue in one line, or in two of about the same length */
function wrapped(piece: string): string[] {
  const { line } = limitsOf(piece);
  if (piece.length <= line) return [piece];
  let first = '';
  for (const word of wordsOf(piece)) {
    const longer = first + word;
    if (longer.trimEnd().length > line) break;
    first = longer;
    if (first.length >= piece.length / 2) break;
  }
  return [first.trim(), piece.slice(first.length).trim()].filter((each) => each !== '');
}

/** Words with what follows them; where no blank parts them, the reader's own. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text))
    if (isWordLike === true || words.length === 0) words.push(segment);
    else words.push(`${words.pop() ?? ''}${segment}`);
  return words;
}

export function srtOf(cues: readonly Cue[]): string {
  return cues
    .map(
      ({ startSec, endSec, lines }, at) =>
        `${at + 1}\n${clock(startSec, ',')} --> ${clock(endSec, ',')}\n${lines.join('\n')}\n`,
    )
    .join('\n');
}

export function vttOf(cues: readonly Cue[]): string {
  const safe = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const said = cues.map(({ startSec, endSec, speaker, lines }) => {
    const voice = speaker === '' ? '' : `<v ${safe(speaker)}>`;
    return `${clock(startSec, '.')} --> ${clock(endSec, '.')}\n${voice}${safe(lines.join('\n'))}\n`;
  });
  return ['WEBVTT\n', ...said].join('\n');
}
