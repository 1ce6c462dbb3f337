import { type Command, Option } from 'commander';
import { advancedSchema, textRules } from '#contract/advanced';
import { modeSchema, type TakeRequest } from '#contract/domain';
import type { SpokenSegment, SpokenText } from '#contract/spoken';
import { warningWords } from '#i18n/finding-words';
import { engineOption } from '../options';
import { type OutputOptions, printResult, usageError } from '../output';
import { languageTag, readText } from '../text-input';
import { findVoice } from '../voice-by-name';
import { withStudio } from '../with-studio';
import { findProject } from './projects';

interface SpokenOptions extends OutputOptions {
  readonly text?: string;
  readonly textFile?: string;
  readonly language?: string;
  readonly engine: NonNullable<TakeRequest['engine']>;
  readonly pack?: string;
  readonly voice?: string;
  readonly project?: string;
  readonly mode: NonNullable<TakeRequest['mode']>;
  readonly instruct?: string;
  readonly textRules?: string;
}

export function addSpoken(program: Command): void {
  program
    .command('spoken')
    .description('how a text would be read aloud, without making a take')
    .addOption(new Option('--text <text>', 'what to say').conflicts('textFile'))
    .option('--text-file <file>', 'UTF-8 file with what to say; - is standard input')
    .addOption(new Option('--language <tag>', 'what the text is read in, e.g. zh').argParser(languageTag))
    .addOption(engineOption())
    .option('--pack <dir>', 'CosyVoice 3 pack outside the models folder')
    .option('--voice <name>', 'a voice of the library, by name or id: its lexicon and transcript count')
    .option('--project <name>', 'a project: its lexicon counts')
    .addOption(new Option('--mode <mode>').choices(['auto', ...modeSchema.options]).default('auto'))
    .option('--instruct <text>', 'direction in plain words')
    .addOption(new Option('--text-rules <rules>', 'how the text is prepared').choices(textRules))
    .option('--json', 'one JSON object on stdout')
    .action(show);
}

async function show(options: SpokenOptions): Promise<void> {
  if (options.text === undefined && options.textFile === undefined) throw usageError('no-text');
  const text = options.text ?? (await readText(options.textFile ?? '-'));
  const spoken = await withStudio({ readOnly: true, pack: options.pack }, async (studio) => {
    const voice = options.voice === undefined ? undefined : await findVoice(studio, options.voice);
    const project = options.project === undefined ? undefined : await findProject(studio, options.project);
    return studio.api.getSpoken({
      text,
      engine: options.engine,
      mode: options.mode,
      instruction: options.instruct ?? '',
      ...(options.language === undefined ? {} : { language: options.language }),
      ...(options.textRules === undefined
        ? {}
        : { advanced: advancedSchema.parse({ textRules: options.textRules }) }),
      ...(voice ? { voiceId: voice.id } : {}),
      ...(project ? { projectId: project.id } : {}),
    });
  });
  printResult(options, spoken, linesOf(spoken, options.language));
}

function linesOf({ language, segments, notes }: SpokenText, asked: string | undefined): string[] {
  const heard = asked === undefined ? `${language}, by the text and the voice` : `${asked}, as asked`;
  return [
    `language: ${heard}`,
    ...segments.flatMap(segmentLines),
    ...notes.map((note) => `note: ${warningWords(note, 'en')}`),
  ];
}

function segmentLines({ spoken, notation, language, pauseMs, changes }: SpokenSegment): string[] {
  return [
    `[${language}] ${spoken}`,
    ...(notation === undefined ? [] : [`     ${notation}`]),
    ...changes.map(({ typed, spoken: words, class: kind, choices = [] }) => {
      const others = choices.map(({ spoken: other }) => other).filter((other) => other !== words);
      return `     ${typed} -> ${words} (${kind}${others.length > 0 ? `; or ${others.join('; ')}` : ''})`;
    }),
    ...(pauseMs > 0 ? [`     ${(pauseMs / 1000).toFixed(2)} s of silence`] : []),
  ];
}
