import { type Command, Option } from 'commander';
import type { Voice } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { ConsentInput } from '#contract/voices';
import type { CommandStudio } from '#studio/studio';
import { number } from '../options';
import { type OutputOptions, printResult, usageError } from '../output';
import { findVoice } from '../voice-by-name';
import { withStudio, type StudioUse } from '../with-studio';

export interface ConsentOptions extends OutputOptions {
  readonly consent?: 'own' | 'permitted' | 'synthetic' | 'none';
  readonly by?: string;
  readonly scope?: string;
  readonly date?: string;
}

/** --consent and what belongs to a permission. */
export function addConsentOptions(command: Command, kinds: readonly string[]): Command {
  return command
    .addOption(new Option('--consent <kind>', 'whose voice it is').choices(kinds))
    .option('--by <name>', 'who permits it')
    .option('--scope <text>', 'what it is permitted for')
    .option('--date <day>', 'day of the permission, e.g. 2026-11-25');
}

/** @returns what the options state; undefined when they state nothing. @throws StudioError 'usage' */
export function consentOf({ consent, by, scope = '', date }: ConsentOptions): ConsentInput | undefined {
  if (consent === undefined) return undefined;
  if (consent === 'none') return null;
  if (consent !== 'permitted') return { kind: consent };
  if (by === undefined || date === undefined) throw usageError('permission');
  return { kind: 'permitted', by, scope, date, statement: 'keep' };
}

/** show, tag, consent, default, duplicate, restore: what is said of a voice that is there. */
export function addVoiceEditing(voices: Command): void {
  const on = (
    spec: string,
    words: string,
    work: (studio: CommandStudio, voice: Voice, options: EditOptions) => Promise<Voice>,
    use: StudioUse = {},
  ) =>
    voices
      .command(spec)
      .description(words)
      .option('--json', 'one JSON object on stdout')
      .action((wanted: string, _options: unknown, command: Command) =>
        edit(wanted, command.optsWithGlobals<EditOptions>(), work, use),
      );
  on('show <voice>', 'one voice, with its prompts', async (_studio, voice) => voice, { readOnly: true });
  on('duplicate <voice>', 'a copy under a free name', ({ api }, { id }) =>
    api.duplicateVoice({ voiceId: id }),
  );
  on('tag <voice>', 'add and remove tags', async ({ api }, { id, tags }, { add = [], remove = [] }) =>
    api.changeVoice({ voiceId: id, tags: [...tags, ...add].filter((tag) => !remove.includes(tag)) }),
  )
    .option('--add <tags...>', 'tags to add')
    .option('--remove <tags...>', 'tags to remove');
  addConsentOptions(
    on('consent <voice>', 'state whose voice it is', ({ api }, { id }, options) => {
      const consent = consentOf(options);
      if (consent === undefined) throw usageError('nothing-stated');
      return api.stateConsent({ voiceId: id, consent });
    }),
    ['own', 'permitted', 'synthetic', 'none'],
  );
  on(
    'default <voice>',
    'what takes of the voice start from',
    ({ api }, { id, defaults }, { instruct, speed, seed }) =>
      api.changeVoice({
        voiceId: id,
        defaults: {
          ...defaults,
          ...(instruct === undefined ? {} : { instruction: instruct }),
          ...(speed === undefined ? {} : { speed: number('--speed', speed) }),
          ...(seed === undefined ? {} : { seed: number('--seed', seed) }),
        },
      }),
  )
    .option('--instruct <text>', 'direction in plain words')
    .option('--speed <x>', 'speed')
    .option('--seed <n>', 'seed');
  voices
    .command('restore <voice>')
    .description('bring a voice back from the bin, by name or id')
    .option('--json', 'one JSON object on stdout')
    .action((wanted: string, _options: unknown, command: Command) =>
      restore(wanted, command.optsWithGlobals()),
    );
}

interface EditOptions extends ConsentOptions {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly instruct?: string;
  readonly speed?: string;
  readonly seed?: string;
}

async function edit(
  wanted: string,
  options: EditOptions,
  work: (studio: CommandStudio, voice: Voice, options: EditOptions) => Promise<Voice>,
  use: StudioUse,
): Promise<void> {
  const voice = await withStudio(use, async (studio) =>
    work(studio, await findVoice(studio, wanted), options),
  );
  printResult(options, { voice }, describe(voice));
}

async function restore(wanted: string, options: OutputOptions): Promise<void> {
  const voice = await withStudio({}, async ({ api }) => {
    const { voices } = await api.listBin();
    const found = voices.find(
      ({ voice: { id, name } }) => id === wanted || name.toLowerCase() === wanted.toLowerCase(),
    );
    if (found) return api.restoreVoice({ voiceId: found.voice.id });
    const names = voices.map((each) => each.voice.name).join(', ');
    throw new StudioError('voice-not-found', {
      why: names === '' ? 'bin-empty' : 'bin-name',
      voice: wanted,
      names,
    });
  });
  printResult(options, { voice }, [`${voice.name} is back`]);
}

function describe({
  name,
  id,
  tags,
  language,
  notes,
  favourite,
  consent,
  prompts,
  promptId,
  takeCount,
}: Voice): string[] {
  const stated =
    consent?.kind === 'permitted'
      ? `permitted by ${consent.by}, ${consent.date}: ${consent.scope}`
      : consent?.kind;
  return [
    `${name}${favourite ? ' *' : ''}  ${id}`,
    `whose voice: ${stated ?? 'no statement'}`,
    ...(tags.length > 0 ? [`tags: ${tags.join(', ')}`] : []),
    ...(language === '' ? [] : [`language: ${language}`]),
    ...(notes === '' ? [] : [`notes: ${notes}`]),
    ...prompts.map(
      (each) =>
        `${each.id === promptId ? '>' : ' '} ${each.name}, ${each.promptSec.toFixed(1)} s: ${each.transcript}`,
    ),
    `takes: ${takeCount}`,
  ];
}
