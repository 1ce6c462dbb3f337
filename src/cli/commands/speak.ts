import { randomUUID } from 'node:crypto';
import { join, parse, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { batchOf } from '#contract/batch';
import { limits, modeSchema, type Take, type TakeRequest, type Voice } from '#contract/domain';
import { BUILT_IN_ENGINE } from '#contract/engines';
import { drawSeed } from '#contract/seed';
import { inside } from '#studio/storage/files/inside';
import type { CommandStudio } from '#studio/studio';
import { addAdvancedOptions, advancedOf, type AdvancedOptions } from '../advanced-options';
import { formatOfFile } from '../export-format';
import { engineOption, number, wholeNumber } from '../options';
import { type OutputOptions, say, usageError } from '../output';
import { openPrompt, saveVoice, type SpanOptions } from '../prompt-file';
import { soundWay, speakAloud } from '../sound/sound-way';
import { languageTag, readText } from '../text-input';
import { findVoice } from '../voice-by-name';
import { withStudio } from '../with-studio';
import { findProject } from './projects';
import { copyTake, report, reportLeft, type Spoken } from './speak-result';

interface SpeakOptions extends OutputOptions, SpanOptions, AdvancedOptions {
  readonly text?: string;
  readonly textFile?: string;
  readonly language?: string;
  readonly source?: string;
  readonly voice?: string;
  readonly prompt?: string;
  readonly transcript?: string;
  readonly keepVoice?: string;
  readonly engine: NonNullable<TakeRequest['engine']>;
  readonly pack?: string;
  readonly mode: NonNullable<TakeRequest['mode']>;
  readonly instruct?: string;
  readonly instructId?: string;
  readonly seed?: string;
  readonly variations: string;
  readonly speed: string;
  readonly project?: string;
  readonly out?: string;
  readonly raw?: boolean;
  readonly play?: boolean;
}

const MOST_VARIATIONS = 50;

export function addSpeak(program: Command): void {
  const command = program
    .command('speak')
    .description('speak a text once with a voice: one take')
    .addOption(new Option('--text <text>', 'what to say').conflicts('textFile'))
    .option('--text-file <file>', 'UTF-8 file with what to say; - is standard input')
    .addOption(new Option('--language <tag>', 'what the text is read in, e.g. zh').argParser(languageTag))
    .addOption(
      new Option('--source <file>', 'speech to convert instead of a text, mode vc').conflicts([
        'text',
        'textFile',
      ]),
    )
    .addOption(new Option('--voice <name>', 'a voice of the library, by name or id').conflicts('prompt'))
    .option('--prompt <file>', 'audio of the voice to clone, for this take only')
    .option('--transcript <text>', 'what the prompt says')
    .option('--start <sec>', 'start of the prompt inside its file')
    .option('--end <sec>', 'end of the prompt inside its file')
    .option('--keep-voice <name>', 'keep the voice of --prompt under this name')
    .addOption(engineOption())
    .option('--pack <dir>', 'CosyVoice 3 pack outside the models folder')
    .addOption(new Option('--mode <mode>').choices(['auto', ...modeSchema.options]).default('auto'))
    .option('--instruct <text>', 'direction in plain words, e.g. "happily"')
    .option('--instruct-id <id>', 'direction by the id of a preset')
    .option('--seed <n>', `${limits.seed.min} to ${limits.seed.max}; drawn when absent`)
    .option('--variations <n>', 'so many takes at once, each further one with a seed of its own', '1')
    .option('--speed <x>', `${limits.speed.min} to ${limits.speed.max}`, '1')
    .option('--project <name>', 'the project that the take belongs to')
    .option(
      '--out <file>',
      'write a copy to this file: .wav, .flac, .mp3 or .opus; - is WAV on standard output',
    )
    .option('--raw', 'with --out -: samples without a head')
    .option('--play', 'play it while it is made, through aplay, ffplay or afplay');
  addAdvancedOptions(command).option('--json', 'one JSON object on stdout').action(speak);
}

async function speak(options: SpeakOptions): Promise<void> {
  const text = await textOf(options);
  if (options.voice === undefined && options.prompt === undefined) {
    throw usageError('no-voice');
  }
  const seed = options.seed === undefined ? drawSeed() : number('--seed', options.seed);
  const speed = number('--speed', options.speed);
  const variations = wholeNumber('--variations', options.variations, 1);
  if (variations > MOST_VARIATIONS) throw usageError('many-variations', { variations, max: MOST_VARIATIONS });
  if (variations > 1 && (options.source !== undefined || options.mode === 'vc'))
    throw usageError('same-conversions');
  const advanced = advancedOf(options);
  refusePackForBuiltIn(options);
  const way = soundWay(options, variations, process.stdout.isTTY);
  const told = { ...options, soundOnStdout: way.to === 'stdout' };
  const copyTo = options.out === undefined || way.to === 'stdout' ? undefined : resolve(options.out);
  const format = copyTo === undefined ? undefined : formatOfFile(copyTo);

  await withStudio({ pack: options.pack }, async (studio) => {
    const project = options.project === undefined ? undefined : await findProject(studio, options.project);
    const { voice, release } = await voiceOf(studio, options);
    try {
      const source = options.source === undefined ? undefined : await openPrompt(studio, options.source);
      const request: TakeRequest = {
        text,
        ...(options.language === undefined ? {} : { language: options.language }),
        ...(source ? { source: { recordingId: source.id } } : {}),
        voiceId: voice.id,
        ...(project ? { projectId: project.id } : {}),
        engine: options.engine,
        mode: options.mode,
        instruction: options.instruct ?? '',
        seed,
        speed,
        advanced,
        ...(options.instructId === undefined ? {} : { instructionId: options.instructId }),
      };
      const { outputsFolder } = await studio.api.getStatus();
      const pathOf = (take: Take) => inside(project?.folder ?? outputsFolder, take.file ?? '');
      const spoken: Spoken[] = [];
      const together = batchOf(randomUUID(), variations);
      for (let at = 1; at <= variations; at++) {
        const drawn = { ...request, ...together(at), seed: at === 1 ? seed : drawSeed() };
        const { take, isLeft } = await speakAloud(studio, () => studio.api.startTake(drawn), way, pathOf);
        if (isLeft) return reportLeft(told, take);
        const takeFile = pathOf(take);
        const file =
          copyTo === undefined
            ? takeFile
            : await copyTake(studio, { take, takeFile, format, to: numbered(copyTo, at, variations) });
        spoken.push({ take, voice, takeFile, file });
        if (at === 1 && variations > 1) await warnOfIgnoredSeed(studio, take);
      }
      report(told, spoken);
    } finally {
      await release();
    }
  });
}

/** Which engine speaks is known once it has. */
async function warnOfIgnoredSeed(studio: CommandStudio, { recipe }: Take): Promise<void> {
  const { engine } = await studio.api.getStatus();
  const speaker = engine.engines.find(({ id }) => id === recipe.engine);
  if (speaker?.abilities.obeysSeed === false)
    say('stderr', `warning: ${speaker.name} ignores the seed; the variations are all the same.`);
}

/** @returns the name of one file of several: take.wav, take_2.wav, take_3.wav */
function numbered(path: string, at: number, count: number): string {
  if (count === 1 || at === 1) return path;
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}_${at}${ext}`);
}

async function textOf({ text, textFile, source, mode }: SpeakOptions): Promise<string> {
  if (text !== undefined) return text;
  if (source !== undefined) return '';
  if (mode === 'vc') throw usageError('no-source');
  if (textFile === undefined) throw usageError('no-text-or-source');
  return readText(textFile);
}

/** The voice of the library, or one from --prompt that leaves the library with the take unless it is to be kept. */
async function voiceOf(
  studio: CommandStudio,
  options: SpeakOptions,
): Promise<{ voice: Voice; release: () => Promise<unknown> }> {
  if (options.prompt === undefined) {
    return { voice: await findVoice(studio, options.voice ?? ''), release: async () => undefined };
  }
  const name = options.keepVoice ?? `prompt ${randomUUID().slice(0, 8)}`;
  const voice = await saveVoice(
    studio,
    options.prompt,
    { name, transcript: options.transcript ?? '' },
    options,
  );
  const release = async () =>
    options.keepVoice === undefined ? studio.api.deleteVoice({ voiceId: voice.id }) : undefined;
  return { voice, release };
}

/** The built-in engine needs no pack; with one named it would only seem to have spoken it. */
function refusePackForBuiltIn({ engine, pack }: SpeakOptions): void {
  if (pack === undefined || engine !== BUILT_IN_ENGINE) return;
  throw usageError('other-engine', { pack, engine });
}
