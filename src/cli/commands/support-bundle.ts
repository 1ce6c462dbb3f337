import { resolve } from 'node:path';
import type { Command } from 'commander';
import { writeWhole } from '#studio/storage/files/files';
import { type OutputOptions, printResult } from '../output';
import { findTake } from '../take-by-id';
import { withStudio } from '../with-studio';

interface BundleOptions extends OutputOptions {
  readonly take?: string;
  readonly out: string;
  readonly includeText?: boolean;
}

export function addSupportBundle(program: Command): void {
  program
    .command('support-bundle')
    .description(
      'a zip with what helps to find out why something failed; sent to nobody; also while a studio runs',
    )
    .option('--take <id>', 'of this take; the first characters of its id are enough')
    .requiredOption('--out <file>', 'the zip to write')
    .option('--include-text', 'texts, transcripts and names as they are, instead of length and hash')
    .option('--json', 'one JSON object on stdout')
    .action(supportBundle);
}

async function supportBundle(options: BundleOptions): Promise<void> {
  await withStudio({ readOnly: true }, async (studio) => {
    const takeId = options.take === undefined ? undefined : (await findTake(studio, options.take)).id;
    const { bundleId, files, replaced, includeText } = await studio.api.prepareBundle({
      includeText: options.includeText ?? false,
      ...(takeId === undefined ? {} : { takeId }),
    });
    const { bytes } = await studio.api.getBundle({ bundleId });
    const file = resolve(options.out);
    await writeWhole(file, [bytes]);
    const inside = files.map(({ name, bytes: size }) => ({ name, bytes: size }));
    printResult(options, { file, takeId: takeId ?? null, includeText, replaced, files: inside }, [
      file,
      ...inside.map(({ name, bytes: size }) => `  ${name} ${size} bytes`),
      includeText
        ? 'It holds texts and names as they are.'
        : `${replaced} places of texts and names were replaced.`,
    ]);
  });
}
