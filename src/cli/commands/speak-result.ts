import { stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Take, Voice } from '#contract/domain';
import { isDraft } from '#contract/engines';
import { StudioError } from '#contract/errors';
import type { ExportFormat } from '#contract/export';
import { readWhole, writeWhole } from '#studio/storage/files/files';
import { storageError } from '#studio/storage/files/storage-errors';
import type { CommandStudio } from '#studio/studio';
import { warningWords } from '#i18n/finding-words';
import { counted, type OutputOptions, printResult, say } from '../output';

export interface Spoken {
  readonly take: Take;
  readonly voice: Voice;
  readonly file: string;
  readonly takeFile: string;
}

/** Where a result is told: stdout may hold the sound. */
export interface ReportOptions extends OutputOptions {
  readonly soundOnStdout: boolean;
}

/** One take is told as it is, several as a list. */
export function report(options: ReportOptions, spoken: readonly Spoken[]): void {
  const results = spoken.map(resultOf);
  const [only] = results;
  tell(options, results.length === 1 && only ? only : { takes: results }, spoken.flatMap(linesOf));
}

/** Who heard a take left before its end. */
export function reportLeft(options: ReportOptions, { id, segments }: Take): void {
  const goOn = segments.length === 0 ? '' : `; takes continue ${id} speaks the rest`;
  tell(options, { takeId: id, state: 'cancelled', segments }, [
    `Nobody hears it any more: ${counted(segments.length, 'segment')} kept${goOn}.`,
  ]);
}

function tell(options: ReportOptions, result: object, lines: readonly string[]): void {
  if (options.soundOnStdout) lines.forEach((line) => say('stderr', line));
  else printResult(options, result, lines);
}

function resultOf({ take, voice, file, takeFile }: Spoken) {
  const { recipe, audioSec = 0, wallSec = 0, realTimeFactor = 0 } = take;
  return {
    takeId: take.id,
    number: take.number,
    ...(take.identicalTo === undefined ? {} : { identicalTo: take.identicalTo }),
    ...{ file, takeFile },
    engine: recipe.engine,
    voice: { id: voice.id, name: voice.name },
    seed: recipe.seed,
    mode: recipe.mode,
    sampleRateHz: take.sampleRateHz,
    audioSec,
    wallSec,
    realTimeFactor,
    pcmSha256: take.pcmSha256,
    understood: take.understood,
    segments: take.segments,
    stages: take.stages.map(({ stage, elapsedMs }) => ({ name: stage, ms: elapsedMs })),
    warnings: take.warnings,
    recipe,
  };
}

function linesOf({ take, file }: Spoken): string[] {
  const { recipe, audioSec = 0, wallSec = 0, realTimeFactor = 0 } = take;
  const { engine: id, engineName = id } = recipe;
  const engine = isDraft(recipe) ? `${engineName} (synthetic, not a clone)` : engineName;
  return [
    file,
    `${audioSec.toFixed(2)} s of audio in ${wallSec.toFixed(2)} s (real-time factor ${realTimeFactor.toFixed(2)}), seed ${recipe.seed}, ${engine}, take ${take.number}`,
    ...(take.identicalTo === undefined
      ? []
      : [`The sound is identical to that of take ${take.identicalTo}.`]),
    ...take.warnings.map((warning) => `warning: ${warningWords(warning, 'en')}`),
  ];
}

export interface TakeCopy {
  readonly take: Take;
  readonly takeFile: string;
  readonly format: ExportFormat | undefined;
  readonly to: string;
}

/** @returns the path of the copy. @throws StudioError 'disk-full', 'folder-not-writable', what an export throws */
export async function copyTake(
  studio: CommandStudio,
  { take, takeFile, format, to }: TakeCopy,
): Promise<string> {
  return writeCopy(await bytesOf(studio, take, takeFile, format), takeFile, to);
}

/** What goes to --out: the take's file as it is, or coded as the ending says. */
async function bytesOf(
  studio: CommandStudio,
  take: Take,
  takeFile: string,
  format: ExportFormat | undefined,
): Promise<Uint8Array> {
  if (format === undefined || format === 'wav') return readWhole(takeFile);
  return (await studio.api.exportTake({ takeId: take.id, options: { format } })).bytes;
}

/** Replaces what is there only when all of it is written; a device or a pipe is written, never replaced. */
async function writeCopy(bytes: Uint8Array, takeFile: string, to: string): Promise<string> {
  try {
    const there = await stat(to).catch(() => undefined);
    if (there === undefined || there.isFile()) await writeWhole(to, [bytes]);
    else await writeFile(to, bytes);
    return to;
  } catch (cause) {
    const { code } = storageError(cause, { folder: dirname(to), neededBytes: bytes.length });
    throw new StudioError(code, { why: 'copy', file: to, takeFile }, cause);
  }
}
