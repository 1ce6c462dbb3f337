import { exportLimits } from '#contract/export';
import { safeStem } from '#contract/naming';
import type { ProgrammeSpan } from '#contract/programme';
import type { ExportFile, ScriptExport, ScriptExportPart } from '#contract/script-export';
import { freeFileName } from '#contract/take-naming';
import type { TimedLine, Timeline } from './timeline';

/** Which files an export has, how they are called, and what of the programme each holds. */

export interface SoundFile extends ExportFile {
  readonly title: string;
  readonly lines: readonly TimedLine[];
  readonly spans: readonly ProgrammeSpan[];
  readonly keepsTime: boolean;
}

export interface ExportFiles {
  readonly sounds: readonly SoundFile[];
  /** By the line they hold. */
  readonly ofLines: ReadonlyMap<TimedLine, string>;
  readonly texts: readonly (ExportFile & { readonly part: ScriptExportPart })[];
}

const DEFAULT_NAMING = '{index} {speaker} {text}';
const TEXT_CHARACTERS = 40;
const FIELD = /\{(\w+)\}/g;
const textEndings = { srt: 'srt', vtt: 'vtt', labels: 'txt', cue: 'cue', csv: 'csv' } as const;
/** FLAC leaves about so much of speech. */
const FLAC_SHARE = 0.5;
/** A subtitle or a row of a table, about. */
const TEXT_BYTES_A_LINE = 120;

export function exportFiles(timeline: Timeline, request: ScriptExport, projectName: string): ExportFiles {
  const { lines, chapters, samples, sampleRateHz } = timeline;
  const wants = (part: ScriptExportPart) => request.parts.includes(part);
  const base = safeStem(projectName);
  const taken = new Set<string>();
  const free = (stem: string, ending: string) => {
    // file systems that do not tell capitals from small letters
    const name = freeFileName(safeStem(stem), ending, (each) => taken.has(each.toLowerCase()));
    taken.add(name.toLowerCase());
    return name;
  };
  const sound = (
    part: ScriptExportPart,
    stem: string,
    title: string,
    of: readonly TimedLine[],
    span: { readonly spans: readonly ProgrammeSpan[]; readonly keepsTime: boolean },
  ): SoundFile => {
    const heard = span.keepsTime ? samples : span.spans.reduce((sum, { from, to }) => sum + to - from, 0);
    const audioSec = heard / sampleRateHz;
    const bytes = Math.round(bytesASecond(request, sampleRateHz) * audioSec);
    return { ...{ name: free(stem, request.format), part, bytes, audioSec, title, lines: of }, ...span };
  };
  const spanOf = ({ at, samples: length }: TimedLine) => ({ from: at, to: at + length });
  const cut = (of: readonly TimedLine[]) => {
    const [first, last] = [of[0], of.at(-1)];
    return { spans: first && last ? [{ from: first.at, to: spanOf(last).to }] : [], keepsTime: false };
  };
  const ofLines = new Map<TimedLine, string>();
  const sounds: SoundFile[] = [];
  if (wants('joined') || wants('cue')) sounds.push(sound('joined', base, projectName, lines, cut(lines)));
  if (wants('chapters'))
    for (const [at, chapter] of chapters.entries()) {
      const stem = `${base} - ${padded(at + 1, chapters.length)} ${chapter.title}`;
      sounds.push(sound('chapters', stem, chapter.title, chapter.lines, cut(chapter.lines)));
    }
  if (wants('stems'))
    for (const [speaker, of] of bySpeaker(lines)) {
      const stem = { spans: of.map(spanOf), keepsTime: true };
      sounds.push(sound('stems', `${base} - ${speaker}`, `${projectName} - ${speaker}`, of, stem));
    }
  if (wants('lines'))
    for (const line of lines) {
      const stem = nameOf(line, request.naming ?? DEFAULT_NAMING, projectName, lines.at(-1)?.number ?? 1);
      const file = sound('lines', stem, line.row.text, [line], cut([line]));
      ofLines.set(line, file.name);
      sounds.push(file);
    }
  const texts = (Object.keys(textEndings) as (keyof typeof textEndings)[])
    .filter(wants)
    .map((part) => ({ part, name: free(base, textEndings[part]), bytes: TEXT_BYTES_A_LINE * lines.length }));
  return { sounds, ofLines, texts };
}

/** Lines without a speaker go by the voice that speaks them. */
function bySpeaker(lines: readonly TimedLine[]): Map<string, TimedLine[]> {
  const found = new Map<string, TimedLine[]>();
  for (const line of lines) {
    const speaker = line.row.speaker || line.take.recipe.voiceName;
    const of = found.get(speaker);
    if (of) of.push(line);
    else found.set(speaker, [line]);
  }
  return found;
}

function nameOf(
  { number, row, chapter }: TimedLine,
  template: string,
  project: string,
  last: number,
): string {
  const now = new Date();
  const values: Readonly<Record<string, string>> = {
    ...{ project, chapter, speaker: row.speaker, index: padded(number, last) },
    text: Array.from(row.text.replace(/\s+/g, ' ').trim()).slice(0, TEXT_CHARACTERS).join(''),
    date: [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((each) => padded(each, 10)).join(''),
  };
  return template
    .replace(FIELD, (whole, field: string) => values[field] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}

const padded = (value: number, last: number): string =>
  String(value).padStart(Math.max(2, String(last).length), '0');

function bytesASecond({ format, bitDepth, bitrateKbps }: ScriptExport, sampleRateHz: number): number {
  const pcm = sampleRateHz * (bitDepth === 'float32' ? 4 : bitDepth / 8);
  if (format === 'wav') return pcm;
  if (format === 'flac') return pcm * FLAC_SHARE;
  return ((bitrateKbps ?? exportLimits.bitrateKbps[format].usual) * 1000) / 8;
}
