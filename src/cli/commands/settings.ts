import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { folderKindSchema, type FolderKind } from '#contract/disk';
import { reviveError, type StudioError } from '#contract/errors';
import { packPartSchema, providerChoiceSchema } from '#contract/machine';
import { settingsSchema, type Settings } from '#contract/studio-state';
import { languageTags } from '#i18n/index';
import type { CommandStudio } from '#studio/studio';
import { type OutputOptions, printResult, table, usageError } from '../output';
import { withStudio } from '../with-studio';

interface SetOptions extends OutputOptions {
  readonly move?: boolean;
}

export function addSettings(program: Command): void {
  const settings = program.command('settings').description('what a person chose once, and where files lie');
  const json = ['--json', 'one JSON object on stdout'] as const;
  settings
    .command('list', { isDefault: true })
    .description('every setting and its value')
    .option(...json)
    .action(list);
  settings
    .command('get <setting>')
    .description('the value of one setting')
    .option(...json)
    .action(get);
  settings
    .command('set <setting> <value>')
    .description('changes one, e.g. unload-after-minutes 30, provider-flow cpu, outputs-folder /srv/takes')
    .option('--move', 'outputs-folder, models-folder: take the files along')
    .option(...json)
    .action(set);
}

const languages: readonly string[] = ['system', ...languageTags];

type Values = Readonly<Record<string, string | number | boolean>>;

async function list(options: OutputOptions): Promise<void> {
  const values = await withStudio({ readOnly: true }, valuesOf);
  const rows = Object.entries(values).map(([name, value]) => [name, String(value)]);
  printResult(options, { settings: values }, table([['setting', 'value'], ...rows]));
}

async function get(name: string, options: OutputOptions): Promise<void> {
  const values = await withStudio({ readOnly: true }, valuesOf);
  const value = values[name];
  if (value === undefined) throw unknown(name, values);
  printResult(options, { setting: name, value }, [String(value)]);
}

async function set(name: string, text: string, options: SetOptions): Promise<void> {
  const kind = folderKindSchema.options.find((each) => name === `${each}-folder`);
  const values = await withStudio({}, async (studio) => {
    if (kind) await useFolder(studio, kind, text, options.move ?? false);
    else await studio.api.updateSettings(changeOf(name, text, await valuesOf(studio)));
    return valuesOf(studio);
  });
  printResult(options, { setting: name, value: values[name] }, [`${name} is ${String(values[name])}`]);
}

async function useFolder(
  studio: CommandStudio,
  kind: FolderKind,
  text: string,
  moveFiles: boolean,
): Promise<void> {
  const silence = studio.on('folderMove', ({ doneFiles, totalFiles }) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${doneFiles} of ${totalFiles} files`);
  });
  const { over } = await studio.useFolder(kind, resolve(text), { moveFiles });
  const move = await over;
  silence();
  if (move?.error) throw reviveError(move.error);
}

/** Settings by their names on a command line; lists are the window's business. */
async function valuesOf({ api }: CommandStudio): Promise<Values> {
  const [settings, disk] = await Promise.all([api.getSettings(), api.getDisk()]);
  // in the order of the schema, whoever answers
  const plain = Object.entries(settingsSchema.parse(settings)).flatMap(([key, value]) =>
    typeof value === 'object' ? [] : [[dashed(key), value] as const],
  );
  const providers = packPartSchema.options.map(
    (part) => [`provider-${part}`, settings.providers[part]] as const,
  );
  return {
    ...Object.fromEntries([...plain, ...providers]),
    'outputs-folder': disk.outputs.folder,
    'models-folder': disk.models.folder,
  };
}

/** @throws StudioError 'usage' for a setting that is not there, or a value that it cannot have */
function changeOf(name: string, text: string, values: Values): Partial<Settings> {
  const part = packPartSchema.options.find((each) => name === `provider-${each}`);
  if (part) {
    const choice = providerChoiceSchema.safeParse(text);
    if (!choice.success) throw impossible(name, text, `auto, ${providerNames}`);
    const chosen = packPartSchema.options.map((each) => [each, values[`provider-${each}`]] as const);
    return {
      providers: settingsSchema.shape.providers.parse({ ...Object.fromEntries(chosen), [part]: text }),
    };
  }
  const now = values[name];
  if (now === undefined) throw unknown(name, values);
  if (name === 'language' && !languages.includes(text)) throw impossible(name, text, languages.join(', '));
  const key = camel(name);
  const parsed = settingsSchema.partial().safeParse({ [key]: valueLike(now, text) });
  if (parsed.success && Object.keys(parsed.data).length === 1) return parsed.data as Partial<Settings>;
  throw impossible(name, text, rangeOf(key));
}

const rangeSchema = z.object({
  type: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  enum: z.array(z.string()).optional(),
  anyOf: z.array(z.object({ enum: z.array(z.string()).optional(), const: z.string().optional() })).optional(),
});

/** @returns what a setting may be, in the words of a person: a range, a choice, on or off */
function rangeOf(key: string): string {
  const { [key as keyof Settings]: schema } = settingsSchema.shape;
  const range = rangeSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const choices = [range, ...(range.anyOf ?? [])].flatMap((each) => [
    ...(each.enum ?? []),
    ...('const' in each && each.const !== undefined ? [each.const] : []),
  ]);
  if (choices.length > 0) return choices.join(', ');
  if (range.type === 'boolean') return 'on, off';
  if (range.type === 'integer') return `a whole number from ${range.minimum} to ${range.maximum}`;
  return 'an http or https address without a password, or nothing';
}

const providerNames = providerChoiceSchema.options[0].options.join(', ');

/** Text as the kind of value that the setting has now; what does not fit is left to the schema to refuse. */
function valueLike(now: string | number | boolean, text: string): unknown {
  if (typeof now === 'number') return text.trim() === '' ? text : Number(text);
  if (typeof now === 'string') return text;
  if (/^(on|true|yes)$/i.test(text)) return true;
  return /^(off|false|no)$/i.test(text) ? false : text;
}

function unknown(name: string, values: Values): StudioError {
  return usageError('no-setting', { setting: name, known: Object.keys(values).join(', ') });
}

function impossible(name: string, text: string, why: string): StudioError {
  return usageError('setting-value', { setting: name, value: text, range: why });
}

const dashed = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
