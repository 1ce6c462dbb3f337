import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  exportBits,
  exportFormats,
  exportLimits,
  exportRatesHz,
  type ExportFormat,
  type ExportRequest,
} from '#contract/export';
import { freeFileName } from '#contract/take-naming';
import { inside } from '#studio/storage/files/inside';
import { writeWhole } from '#studio/storage/files/files';
import { formatOfFile } from '../export-format';
import { numberInRange } from '../options';
import { type OutputOptions, printResult, usageError } from '../output';
import { findTake } from '../take-by-id';
import { withStudio } from '../with-studio';

interface ExportCommandOptions extends OutputOptions {
  readonly format?: string;
  readonly rate?: string;
  readonly bits: string;
  readonly lufs?: string;
  readonly peak?: string;
  readonly trim?: boolean;
  readonly bitrate?: string;
  readonly name?: string;
  readonly out: string;
}

export function addExport(program: Command): void {
  program
    .command('export <takes...>')
    .description('finished copies of takes as WAV, FLAC, MP3 or Opus; the takes stay as they are')
    .addOption(new Option('--format <format>', 'what --out ends in, else wav').choices(exportFormats))
    .addOption(
      new Option('--rate <hz>', 'sample rate; the take’s own when absent').choices(exportRatesHz.map(String)),
    )
    .addOption(new Option('--bits <bits>', 'of WAV and FLAC').choices(exportBits.map(String)).default('16'))
    .option('--lufs <level>', 'integrated loudness to bring it to (EBU R 128), e.g. -16')
    .option('--peak <db>', 'true peak that is never exceeded, dBTP, e.g. -1')
    .option('--trim', 'leave out silence at the start and the end')
    .option('--bitrate <kbps>', 'of MP3 (128) and Opus (64)')
    .option('--name <template>', 'file name: {date} {time} {project} {voice} {seed} {index} {name} {text}')
    .option('--out <path>', 'a folder, or a file for one take', '.')
    .option('--json', 'one JSON object on stdout')
    .action(exportTakes);
}

async function exportTakes(wanted: readonly string[], options: ExportCommandOptions): Promise<void> {
  const out = resolve(options.out);
  const isFolder = (await stat(out).catch(() => undefined))?.isDirectory() ?? extname(out) === '';
  if (!isFolder && wanted.length > 1) {
    throw usageError('many-takes', { out, count: wanted.length });
  }
  const request = requestOf(options, isFolder ? undefined : out);
  await withStudio({ readOnly: true }, async (studio) => {
    const exported = [];
    for (const [at, id] of wanted.entries()) {
      const take = await findTake(studio, id);
      const { name, bytes, report } = await studio.api.exportTake({
        takeId: take.id,
        options: request,
        index: at + 1,
        count: wanted.length,
        ...(options.name === undefined ? {} : { naming: options.name }),
      });
      const ending = extname(name);
      const stem = name.slice(0, -ending.length);
      const isTaken = (file: string) => existsSync(inside(out, file));
      const file = isFolder ? inside(out, freeFileName(stem, ending.slice(1), isTaken)) : out;
      await writeWhole(file, [bytes]);
      exported.push({ takeId: take.id, file, bytes: bytes.length, ...report });
    }
    const lines = exported.map(({ file, audioSec, sampleRateHz, loudnessAfter, truePeakAfter }) =>
      [
        file,
        `${audioSec.toFixed(2)} s at ${sampleRateHz} Hz, ${loudnessAfter.toFixed(1)} LUFS, true peak ${truePeakAfter.toFixed(1)} dB`,
      ].join('\n  '),
    );
    printResult(options, { exported }, lines);
  });
}

function requestOf(options: ExportCommandOptions, file: string | undefined): ExportRequest {
  const asked = exportFormats.find((each) => each === options.format);
  const format = (file === undefined ? asked : formatOfFile(file, asked)) ?? 'wav';
  const bitDepth = exportBits.find((bits) => String(bits) === options.bits) ?? 16;
  const sampleRateHz = exportRatesHz.find((rate) => String(rate) === options.rate);
  return {
    ...{ format, bitDepth },
    ...(sampleRateHz === undefined ? {} : { sampleRateHz }),
    ...(options.lufs === undefined
      ? {}
      : { loudnessLufs: numberInRange('--lufs', options.lufs, exportLimits.loudnessLufs) }),
    ...(options.peak === undefined
      ? {}
      : { peakDb: numberInRange('--peak', options.peak, exportLimits.peakDb) }),
    ...(options.bitrate === undefined ? {} : { bitrateKbps: bitrateOf(format, options.bitrate) }),
    trimSilence: options.trim === true,
  };
}

function bitrateOf(format: ExportFormat, text: string): number {
  if (format !== 'mp3' && format !== 'opus') throw usageError('bitrate', { format });
  return numberInRange('--bitrate', text, { ...exportLimits.bitrateKbps[format], whole: true });
}
