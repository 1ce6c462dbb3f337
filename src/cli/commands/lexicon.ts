import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { lexiconFormats, lexiconKinds, type LexiconEntry, type LexiconScope } from '#contract/lexicon';
import { writeWhole } from '#studio/storage/files/files';
import type { CommandStudio } from '#studio/studio';
import { counted, exitCodes, type OutputOptions, printResult, table, usageError } from '../output';
import { readGiven } from '../given-file';
import { languageTag } from '../text-input';
import { findVoice } from '../voice-by-name';
import { withStudio } from '../with-studio';
import { findProject } from './projects';

const wordsOfRefusal = {
  entry: 'no word with a reading',
  reading: 'the reading cannot be read',
  scope: 'its voice or project is not here',
} as const;

interface LexiconOptions extends OutputOptions {
  readonly voice?: string;
  readonly project?: string;
  readonly kind: (typeof lexiconKinds)[number];
  readonly language?: string;
  readonly search?: string;
  readonly out?: string;
}

export function addLexicon(program: Command): void {
  const lexicon = program.command('lexicon').description('words that are read in a way of your own');
  const on = (spec: string, words: string) =>
    lexicon
      .command(spec)
      .description(words)
      .addOption(new Option('--voice <name>', 'for this voice only').conflicts('project'))
      .option('--project <name>', 'for this project only')
      .option('--json', 'one JSON object on stdout');
  on('list', 'every entry, or those of a voice or a project')
    .option('--search <words>', 'only those that have this in their word or reading')
    .action(list);
  on('add <word> <reading>', 'what is said for a word; replaces what was said before')
    .addOption(
      new Option('--kind <kind>', 'how the reading is written').choices(lexiconKinds).default('respelling'),
    )
    .addOption(new Option('--language <tag>', 'only in texts of this language').argParser(languageTag))
    .action(add);
  on('remove <word>', 'takes a word out again').action(remove);
  on(
    'import <file>',
    'takes in a CSV or PLS file: where it says, or for the voice or project; exit 1 when an entry is not taken',
  ).action(importFile);
  on('export', 'writes a file: .csv or .pls').requiredOption('--out <file>', 'where to').action(exportFile);
}

async function list(options: LexiconOptions): Promise<void> {
  const entries = await withStudio({ readOnly: true }, async (studio) => {
    return studio.api.listLexicon({
      ...(await namedPlace(studio, options)),
      ...(options.search === undefined ? {} : { text: options.search }),
    });
  });
  printResult(options, { entries }, linesOf(entries));
}

async function add(word: string, reading: string, options: LexiconOptions): Promise<void> {
  const [entry] = await withStudio({}, async (studio) =>
    studio.api.putLexicon({
      entries: [
        {
          ...{ word, reading, kind: options.kind },
          ...(options.language === undefined ? {} : { language: options.language }),
          ...(await placeOf(studio, options)),
        },
      ],
    }),
  );
  printResult(options, { entry }, entry ? linesOf([entry]) : []);
}

async function remove(word: string, options: LexiconOptions): Promise<void> {
  const removed = await withStudio({}, async (studio) => {
    const found = await studio.api.listLexicon(await placeOf(studio, options));
    const entryIds = found.filter((entry) => entry.word === word).map(({ id }) => id);
    if (entryIds.length === 0) throw usageError('no-word', { word });
    return studio.api.removeLexicon({ entryIds });
  });
  printResult(options, { removed }, linesOf(removed));
}

async function importFile(file: string, options: LexiconOptions): Promise<void> {
  const bytes = await readGiven(file);
  const result = await withStudio({}, async (studio) =>
    studio.api.importLexicon({ name: file.slice(-400), bytes, ...(await namedPlace(studio, options)) }),
  );
  const { length } = result.refused;
  printResult(options, result, [
    `${counted(result.added, 'word')} taken in${length === 0 ? '' : `, ${length} not`}`,
    ...result.refused.map(
      ({ at, word, reason }) => `not taken: entry ${at} (${word}): ${wordsOfRefusal[reason]}`,
    ),
  ]);
  if (length > 0) process.exitCode = exitCodes.failed;
}

async function exportFile(options: LexiconOptions): Promise<void> {
  const out = resolve(options.out ?? '');
  const format = lexiconFormats.find((each) => out.toLowerCase().endsWith(`.${each}`));
  if (!format) throw usageError('lexicon-ending', { file: out });
  const { bytes } = await withStudio({ readOnly: true }, async (studio) => {
    return studio.api.exportLexicon({ format, ...(await namedPlace(studio, options)) });
  });
  await writeWhole(out, [bytes]);
  printResult(options, { file: out, bytes: bytes.length }, [out]);
}

/** Nothing where no voice or project is named: everywhere, or where a file says. */
async function namedPlace(studio: CommandStudio, options: LexiconOptions): Promise<Partial<LexiconScope>> {
  const isNamed = options.voice !== undefined || options.project !== undefined;
  return isNamed ? placeOf(studio, options) : {};
}

async function placeOf(studio: CommandStudio, { voice, project }: LexiconOptions): Promise<LexiconScope> {
  if (voice !== undefined) return { scope: 'voice', scopeId: (await findVoice(studio, voice)).id };
  if (project !== undefined) return { scope: 'project', scopeId: (await findProject(studio, project)).id };
  return { scope: 'library' };
}

function linesOf(entries: readonly LexiconEntry[]): string[] {
  if (entries.length === 0) return ['The lexicon is empty.'];
  return table([
    ['word', 'reading', 'kind', 'language', 'scope'],
    ...entries.map(({ word, reading, kind, language = '', scope }) => [word, reading, kind, language, scope]),
  ]);
}
