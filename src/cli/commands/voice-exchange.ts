import { resolve } from 'node:path';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { formatBytes } from '#contract/format-bytes';
import type { ImportPreview } from '#contract/exchange';
import { writeWhole } from '#studio/storage/files/files';
import { warningWords } from '#i18n/finding-words';
import { type OutputOptions, printResult, table, usageError } from '../output';
import { readGiven } from '../given-file';
import { findVoice } from '../voice-by-name';
import { withStudio } from '../with-studio';

interface ExportOptions extends OutputOptions {
  readonly out: string;
}

export interface ImportOptions extends OutputOptions {
  readonly duplicates: string;
  readonly dryRun?: boolean;
}

/** `voices export` and `voices import`: the voices of one library as a file for another. */
export function addVoiceExchange(voices: Command): void {
  voices
    .command('export <voice...>')
    .description('one .cvvoice file with prompts, transcripts, tags, defaults and consent')
    .requiredOption('--out <file>', 'where to write it')
    .option('--json', 'one JSON object on stdout')
    .action((names: string[], _options: unknown, command: Command) =>
      exportVoices(names, command.optsWithGlobals()),
    );
  addImportOptions(
    voices.command('import <file>').description('voices of a .cvvoice file or a Voicebox zip'),
  ).action((file: string, _options: unknown, command: Command) =>
    importVoices(file, command.optsWithGlobals()),
  );
}

export function addImportOptions(command: Command): Command {
  return command
    .option('--duplicates <what>', 'a voice whose very prompt is here already: skip or keep', 'skip')
    .option('--dry-run', 'say what would come in; write nothing')
    .option('--json', 'one JSON object on stdout');
}

async function exportVoices(names: readonly string[], options: ExportOptions): Promise<void> {
  const out = resolve(options.out);
  const result = await withStudio({ readOnly: true }, async (studio) => {
    const voices = [];
    for (const name of names) voices.push(await findVoice(studio, name));
    const { bytes } = await studio.api.exportVoices({ voiceIds: voices.map(({ id }) => id) });
    await writeWhole(out, [bytes]);
    return { file: out, bytes: bytes.length, voices: voices.map(({ id, name }) => ({ id, name })) };
  });
  printResult(options, result, [
    `${result.voices.map(({ name }) => name).join(', ')}: ${formatBytes(result.bytes)} in ${out}`,
  ]);
}

export async function importVoices(path: string, options: ImportOptions): Promise<void> {
  const { duplicates } = options;
  if (duplicates !== 'skip' && duplicates !== 'keep') throw usageError('duplicates', { duplicates });
  const file = { name: basename(path), bytes: await readGiven(path) };
  const result = await withStudio({ readOnly: options.dryRun === true }, async (studio) => {
    const preview = await studio.api.previewImport(file);
    const skipped = preview.voices.filter(({ sameAs }) => sameAs !== undefined && duplicates === 'skip');
    const indexes = preview.voices.filter((voice) => !skipped.includes(voice)).map(({ index }) => index);
    if (options.dryRun === true || indexes.length === 0)
      return { kind: preview.kind, voices: [], skipped, warnings: [], preview: preview.voices };
    const imported = await studio.api.importVoices({ ...file, indexes });
    await studio.enrolled();
    return { kind: preview.kind, ...imported, skipped };
  });
  printResult(options, result, [
    ...('preview' in result ? previewLines(result.preview) : []),
    ...result.voices.map(({ name, promptSec }) => `${name}: ${promptSec.toFixed(1)} s, imported`),
    ...result.skipped.map(
      ({ name, sameAs }) =>
        `${name}: skipped, "${sameAs?.name ?? ''}" has the same prompt (--duplicates keep)`,
    ),
    ...result.warnings.map((warning) => `warning: ${warningWords(warning, 'en')}`),
  ]);
}

const previewLines = (voices: ImportPreview['voices']): string[] =>
  table([
    ['name', 'becomes', 'prompt', 'prompts', 'consent', 'already here as'],
    ...voices.map(({ name, importName, promptSec, prompts, consent, sameAs }) => [
      name,
      importName,
      `${promptSec.toFixed(1)} s`,
      String(prompts),
      consent?.kind ?? 'not stated',
      sameAs?.name ?? '',
    ]),
  ]);
