import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { CompileProgress, CompileReport } from '#contract/compilation';
import {
  flowPrecisionSchema,
  llmPrecisionSchema,
  measuredWords,
  precisionsSchema,
} from '#contract/compiled-pack';
import { StudioError } from '#contract/errors';
import { formatBytes } from '#contract/format-bytes';
import { forkedPrograms } from '#server/fork-program';
import { paths } from '#server/paths';
import { compileInHelper } from '#studio/packs/making/compile-in-helper';
import { defaultHome, studioFolders } from '#studio/storage/files/folders';
import { samplePromptFile } from '#studio/voices/samples';
import { gigabytes, leftOf, lineWriter } from '../download-progress';
import { type OutputOptions, printResult } from '../output';

interface CompileOptions extends OutputOptions {
  readonly llm: string;
  readonly flow: string;
  readonly rl?: boolean;
  readonly out?: string;
}

export function addPackCompiler(packs: Command): void {
  packs
    .command('compile <source>')
    .description(
      'make a fast pack of the official checkpoints: a folder that holds them, or the id of one in the models folder',
    )
    .addOption(
      new Option('--llm <precision>', 'how exactly the language model is stored')
        .choices(llmPrecisionSchema.options)
        .default('q8'),
    )
    .addOption(
      new Option('--flow <precision>', 'how exactly the flow is stored')
        .choices(flowPrecisionSchema.options)
        .default('int8'),
    )
    .option('--rl', 'take the language model trained with rewards, llm.rl.pt')
    .option('--out <folder>', 'where the pack appears; the models folder by default')
    .option('--json', 'one JSON object on stdout')
    .action(compile);
}

async function compile(source: string, options: CompileOptions): Promise<void> {
  const { models } = studioFolders(defaultHome());
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const line = lineWriter();
  try {
    const report = await compileInHelper(forkedPrograms)(
      {
        source: folderOf(source, models),
        target: options.out === undefined ? models : resolve(options.out),
        precisions: precisionsSchema.parse(options),
        reinforced: options.rl === true,
        prompt: await samplePromptFile(paths.resourcesDir, 'zh'),
      },
      {
        onProgress: (progress) => line.write(progressLine(progress)),
        signal: stop.signal,
      },
    );
    line.end();
    printResult(options, report, lines(report));
  } catch (thrown) {
    line.end();
    throw thrown;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** A folder as typed, or one of the models folder. */
function folderOf(source: string, models: string): string {
  const found = [resolve(source), join(models, source)].find(isFolder);
  if (found !== undefined) return found;
  throw new StudioError('file-not-found', { why: 'no-folder', path: source });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // nothing there, or a way that no folder leads along
    return false;
  }
}

/** "flow: 0.81 of 5.20 GB, 15 %, 1 min 10 s left" */
function progressLine({ doing, doneBytes, totalBytes, secondsLeft }: CompileProgress): string {
  const share = totalBytes === 0 ? 0 : Math.floor((100 * doneBytes) / totalBytes);
  const done = `${doing}: ${gigabytes(doneBytes)} of ${gigabytes(totalBytes)} GB, ${share} %`;
  return [done, ...leftOf(secondsLeft)].join(', ');
}

function lines({ packId, folder, bytes, seconds, parts, measured, ignoredGlobals }: CompileReport): string[] {
  const reused = parts.filter((part) => part.reused).map(({ part }) => part);
  return [
    `${packId}: ${formatBytes(bytes)} in ${seconds} s`,
    folder,
    ...measured.map((each) => `${measuredWords(each)}, ${each.passed ? 'close enough' : 'too far'}`),
    ...(reused.length > 0 ? [`made by an earlier run: ${reused.join(', ')}`] : []),
    ...(ignoredGlobals.length > 0 ? [`named by a checkpoint, not run: ${ignoredGlobals.join(', ')}`] : []),
  ];
}
