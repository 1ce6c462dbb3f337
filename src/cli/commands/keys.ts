import type { Command } from 'commander';
import type { NewApiKey } from '#contract/api-keys';
import { StudioError } from '#contract/errors';
import { type OutputOptions, printResult, table } from '../output';
import { withStudio } from '../with-studio';
import type { CommandStudio } from '#studio/studio';

export function addKeys(program: Command): void {
  const keys = program.command('keys').description('keys by which other programs ask for speech over HTTP');
  const json = ['--json', 'one JSON object on stdout'] as const;
  keys
    .command('list', { isDefault: true })
    .description('names, and when each was last used; never the keys themselves')
    .option(...json)
    .action(list);
  keys
    .command('add <name>')
    .description('makes a key and shows it, this once')
    .option(...json)
    .action(add);
  keys
    .command('renew <key>')
    .description('another key under the same name or id; the one before opens nothing any more')
    .option(...json)
    .action(renew);
  keys
    .command('remove <key>')
    .description('by its name or id')
    .option(...json)
    .action(remove);
}

async function list(options: OutputOptions): Promise<void> {
  const keys = await withStudio({ readOnly: true }, ({ api }) => api.listApiKeys());
  const rows = keys.map(({ id, name, createdAt, usedAt }) => [id, name, createdAt, usedAt ?? 'never']);
  const none = ['There is no key yet: keys add NAME makes one.'];
  printResult(
    options,
    { keys },
    keys.length === 0 ? none : table([['id', 'name', 'made', 'last used'], ...rows]),
  );
}

async function add(name: string, options: OutputOptions): Promise<void> {
  show(options, await withStudio({}, ({ api }) => api.addApiKey({ name })));
}

async function renew(key: string, options: OutputOptions): Promise<void> {
  show(
    options,
    await withStudio({}, async (studio) => studio.api.renewApiKey({ keyId: await idOf(studio, key) })),
  );
}

async function remove(key: string, options: OutputOptions): Promise<void> {
  const keyId = await withStudio({}, async (studio) => {
    const id = await idOf(studio, key);
    await studio.api.removeApiKey({ keyId: id });
    return id;
  });
  printResult(options, { removed: keyId }, [`${key} opens nothing any more`]);
}

/** @throws StudioError 'key-not-found' */
async function idOf({ api }: CommandStudio, key: string): Promise<string> {
  const found = (await api.listApiKeys()).find(({ id, name }) => id === key || name === key);
  if (!found) throw new StudioError('key-not-found', { keyId: key });
  return found.id;
}

function show(options: OutputOptions, key: NewApiKey): void {
  printResult(options, key, [key.secret, 'Keep it: it cannot be shown again.']);
}
