import type { Command } from 'commander';
import type { Voice } from '#contract/domain';
import type { ConsentInput } from '#contract/voices';
import type { CommandStudio } from '#studio/studio';
import { findingWords } from '#i18n/finding-words';
import { type OutputOptions, printResult, table } from '../output';
import { saveVoice, type SpanOptions } from '../prompt-file';
import { allVoices, findVoice } from '../voice-by-name';
import { withStudio } from '../with-studio';
import { addConsentOptions, addVoiceEditing, consentOf, type ConsentOptions } from './voice-edit';
import { addVoiceExchange } from './voice-exchange';

interface ListOptions extends OutputOptions {
  readonly search?: string;
  readonly tag?: string;
  readonly favourite?: boolean;
}

interface EnrollOptions extends ConsentOptions, SpanOptions {
  readonly tag?: readonly string[];
  readonly language?: string;
  readonly prompt: string;
  readonly name: string;
  readonly transcript: string;
  readonly pack?: string;
}

export function addVoices(program: Command): void {
  const enrolling = program
    .command('enroll')
    .description('make a voice of the library from an audio file')
    .requiredOption('--prompt <file>', 'wav, aiff, au, caf, flac, mp3, ogg, opus, webm, amr')
    .requiredOption('--name <name>', 'name of the voice')
    .option('--transcript <text>', 'what the prompt says', '')
    .option('--start <sec>', 'start of the prompt inside the file')
    .option('--end <sec>', 'end of the prompt inside the file')
    .option('--pack <dir>', 'enrol with this CosyVoice 3 pack, wherever it lies')
    .option('--tag <tags...>', 'tags of the voice')
    .option('--language <tag>', 'its language, e.g. zh-CN')
    .option('--json', 'one JSON object on stdout')
    .action(enroll);
  addConsentOptions(enrolling, ['own', 'permitted', 'synthetic']);

  const voices = program
    .command('voices')
    .description('the voices of the library')
    .option('--search <words>', 'names, tags, transcripts and notes; any run of Chinese characters')
    .option('--tag <tag>', 'of this tag')
    .option('--favourite', 'favourites only')
    .option('--json', 'one JSON object on stdout')
    .action(list);
  voices
    .command('rename <voice> <name>')
    .option('--json', 'one JSON object on stdout')
    .action((voice: string, name: string, _options: unknown, command: Command) =>
      rename(voice, name, command.optsWithGlobals()),
    );
  voices
    .command('delete <voice>')
    .option('--json', 'one JSON object on stdout')
    .action((voice: string, _options: unknown, command: Command) => remove(voice, command.optsWithGlobals()));
  addVoiceEditing(voices);
  addVoiceExchange(voices);
}

async function enroll(options: EnrollOptions): Promise<void> {
  const { prompt, name, transcript, pack, tag: tags, language } = options;
  const consent = consentOf(options);
  const voice = await withStudio({ pack }, async (studio) => {
    const saved = await saveVoice(studio, prompt, { name, transcript }, options);
    const [failure] = await studio.enrolled();
    if (!failure || pack === undefined) return describeVoice(studio, saved.id, { tags, language }, consent);
    // with a named pack the voice is wanted in its ears; without one the first take listens again
    await studio.api.deleteVoice({ voiceId: saved.id });
    throw failure;
  });
  printResult(options, { voice }, [
    `${voice.name}: ${voice.promptSec.toFixed(1)} s at ${voice.sampleRateHz} Hz, ${voice.verdict}`,
    ...voice.findings.map((finding) => `${finding.severity}: ${findingWords(finding, 'en')}`),
  ]);
}

/** What else was said of a new voice. */
async function describeVoice(
  { api }: CommandStudio,
  voiceId: string,
  change: { readonly tags: readonly string[] | undefined; readonly language: string | undefined },
  consent: ConsentInput | undefined,
): Promise<Voice> {
  const { tags, language } = change;
  if (tags || language !== undefined)
    await api.changeVoice({
      voiceId,
      ...(tags ? { tags: [...tags] } : {}),
      ...(language === undefined ? {} : { language }),
    });
  if (consent !== undefined) await api.stateConsent({ voiceId, consent });
  return api.getVoice({ voiceId });
}

async function list(options: ListOptions): Promise<void> {
  const { search = '', tag, favourite } = options;
  const voices = await withStudio({ readOnly: true }, ({ api }) =>
    allVoices(api, {
      sort: search === '' ? 'newest' : 'match',
      text: search,
      ...(tag === undefined ? {} : { tag }),
      ...(favourite === undefined ? {} : { favourite }),
    }),
  );
  const rows = voices.map((each) => [
    each.name,
    `${each.promptSec.toFixed(1)} s`,
    each.verdict,
    each.consent?.kind ?? 'no statement',
    each.tags.join(' '),
    each.id,
  ]);
  printResult(options, { voices }, table([['name', 'prompt', 'quality', 'whose', 'tags', 'id'], ...rows]));
}

async function rename(wanted: string, name: string, options: OutputOptions): Promise<void> {
  const voice = await withStudio({}, async (studio) => {
    const { id } = await findVoice(studio, wanted);
    return studio.api.renameVoice({ voiceId: id, name });
  });
  printResult(options, { voice }, [`${wanted} is now ${voice.name}`]);
}

async function remove(wanted: string, options: OutputOptions): Promise<void> {
  const voice = await withStudio({}, async (studio) => {
    const found = await findVoice(studio, wanted);
    await studio.api.deleteVoice({ voiceId: found.id });
    return found;
  });
  printResult(options, { deleted: { id: voice.id, name: voice.name } }, [`${voice.name} was deleted`]);
}
