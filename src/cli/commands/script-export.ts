import { extname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { exportBits, exportLimits, type ExportFormat } from '#contract/export';
import { readItems } from '#contract/item-stream';
import { programmeFormats, programmeRatesHz, type ProgrammeLevel } from '#contract/programme';
import {
  levelPresets,
  scriptExportParts,
  scriptNamingFields,
  type ExportFile,
  type ScriptExportPlan,
  type ScriptExportRequest,
} from '#contract/script-export';
import type { Script } from '#contract/scripts';
import { readGiven } from '../given-file';
import { numberInRange } from '../options';
import { counted, printResult, say, table, usageError } from '../output';
import { linesNamed, scriptOf, type ScriptOptions } from '../script-lines';
import { withStudio } from '../with-studio';

interface ScriptExportOptions extends ScriptOptions {
  readonly parts: string;
  readonly format: string;
  readonly bits: string;
  readonly bitrate?: string;
  readonly rate?: string;
  readonly level?: keyof typeof levelPresets;
  readonly lufs?: string;
  readonly peak?: string;
  readonly name?: string;
  readonly cover?: string;
  readonly lines?: string;
  readonly out: string;
  readonly anyway?: boolean;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
}

const presets = Object.keys(levelPresets);
const PEAK_DB = -1;
/** A line of progress for each tenth of it. */
const STEPS = 10;

export function addScriptExport(on: (spec: string, words: string) => Command): void {
  on('export', 'writes it as files: the joined programme, its parts, subtitles and lists')
    .option('--parts <names>', `what is written (${scriptExportParts.join(', ')})`, 'joined')
    .addOption(new Option('--format <format>', 'of the sound').choices(programmeFormats).default('wav'))
    .addOption(new Option('--bits <bits>', 'of WAV and FLAC').choices(exportBits.map(String)).default('16'))
    .addOption(
      new Option('--rate <hz>', 'sample rate; the takes’ own when absent').choices(
        programmeRatesHz.map(String),
      ),
    )
    .option('--bitrate <kbps>', 'of MP3 (128), Opus and M4B (64)')
    .addOption(
      new Option('--level <name>', 'loudness of the whole: broadcast, online, audiobook').choices(presets),
    )
    .option('--lufs <level>', 'integrated loudness of the whole (EBU R 128), in place of --level')
    .option('--peak <db>', 'true peak that is never exceeded, dBTP, with --lufs (-1)')
    .option(
      '--name <template>',
      `names of lines: ${scriptNamingFields.map((field) => `{${field}}`).join(' ')}`,
    )
    .option('--cover <file>', 'a JPEG or PNG')
    .option('--lines <numbers>', 'only these lines, e.g. 3-10,14')
    .option('--out <folder>', 'where the files go', '.')
    .option('--anyway', 'without what is missing, and with what is stale as it was spoken')
    .option('--replace', 'in place of files of these names')
    .option('--dry-run', 'say what would be written, and write nothing')
    .action(exportScript);
}

async function exportScript(options: ScriptExportOptions): Promise<void> {
  const cover = options.cover === undefined ? undefined : await coverOf(options.cover);
  await withStudio({ readOnly: true }, async (studio) => {
    const script = await scriptOf(studio, options);
    const request = { ...requestOf(options, script), ...(cover ? { cover } : {}) };
    if (options.dryRun === true) {
      const plan = await studio.api.planScriptExport(request);
      return printResult(options, plan, planLines(plan, script));
    }
    let told = 0;
    const stop = new AbortController();
    const folderId = await studio.exportFolder(resolve(options.out));
    const done = await readItems(
      studio.api.exportScript({ ...request, folderId }, stop.signal),
      ({ doing, share }) => {
        if (options.json === true || Math.floor(share * STEPS) <= told) return;
        told = Math.floor(share * STEPS);
        say('stderr', `${Math.round(share * 100)} % ${doing}`);
      },
    );
    const { report } = done;
    printResult(options, done, [
      ...filesTable(done.files),
      ...(report
        ? [
            `${report.loudness.toFixed(1)} LUFS, ${report.rmsDb.toFixed(1)} dB RMS, true peak ${report.truePeakDb.toFixed(1)} dB`,
          ]
        : []),
    ]);
  });
}

function requestOf(options: ScriptExportOptions, script: Script): ScriptExportRequest {
  const names = options.parts.split(',').map((name) => name.trim());
  const parts = scriptExportParts.filter((part) => names.includes(part));
  const unknown = names.find((name) => !scriptExportParts.some((part) => part === name));
  if (unknown !== undefined)
    throw usageError('script-parts', { part: unknown, known: scriptExportParts.join(', ') });
  const format = programmeFormats.find((each) => each === options.format) ?? 'wav';
  const lineIds = linesNamed(options.lines, script);
  const level = levelOf(options);
  const sampleRateHz = programmeRatesHz.find((rate) => String(rate) === options.rate);
  return {
    ...{ projectId: script.projectId, parts, format },
    bitDepth: exportBits.find((bits) => String(bits) === options.bits) ?? 16,
    ...(sampleRateHz === undefined ? {} : { sampleRateHz }),
    ...(options.bitrate === undefined ? {} : { bitrateKbps: bitrateOf(format, options.bitrate) }),
    ...(level ? { level } : {}),
    ...(options.name === undefined ? {} : { naming: options.name }),
    ...(lineIds ? { lineIds } : {}),
    anyway: options.anyway === true,
    replace: options.replace === true,
  };
}

function levelOf({ level, lufs, peak }: ScriptExportOptions): ProgrammeLevel | undefined {
  if (lufs === undefined) return level && levelPresets[level];
  return {
    measure: 'lufs',
    target: numberInRange('--lufs', lufs, exportLimits.loudnessLufs),
    peakDb: peak === undefined ? PEAK_DB : numberInRange('--peak', peak, exportLimits.peakDb),
  };
}

function bitrateOf(format: ExportFormat | 'm4b', text: string): number {
  if (format === 'wav' || format === 'flac') throw usageError('bitrate', { format });
  return numberInRange('--bitrate', text, { ...exportLimits.bitrateKbps[format], whole: true });
}

async function coverOf(file: string): Promise<NonNullable<ScriptExportRequest['cover']>> {
  const types = { '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png' } as const;
  const ending = extname(file).toLowerCase();
  const type = Object.entries(types).find(([each]) => each === ending)?.[1];
  if (type === undefined) throw usageError('script-cover', { file });
  return { type, bytes: await readGiven(file) };
}

function planLines({ files, audioSec, bytes, problems }: ScriptExportPlan, script: Script): string[] {
  const numberOf = new Map(script.lines.map(({ id }, at) => [id, at + 1]));
  return [
    ...filesTable(files),
    `${counted(files.length, 'file')}, ${audioSec.toFixed(1)} s, about ${megabytes(bytes)}`,
    ...problems.map(
      ({ kind, lineIds }) => `${kind}: ${lineIds.map((id) => numberOf.get(id) ?? '?').join(', ')}`,
    ),
  ];
}

const filesTable = (files: readonly ExportFile[]): string[] =>
  table([
    ['file', 'audio', 'size'],
    ...files.map(({ name, audioSec, bytes }) => [
      name,
      audioSec === undefined ? '' : `${audioSec.toFixed(1)} s`,
      megabytes(bytes),
    ]),
  ]);

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e5 ? 3 : 1)} MB`;
