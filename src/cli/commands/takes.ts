import type { Command } from 'commander';
import { wholeNumber } from '../options';
import { type OutputOptions, printResult, table } from '../output';
import { withStudio } from '../with-studio';
import { addTakeWork } from './take-work';

interface TakesOptions extends OutputOptions {
  readonly limit: string;
}

export function addTakes(program: Command): void {
  const command = program
    .command('takes')
    .description('the takes of the library, newest first')
    .option('-n, --limit <count>', 'how many', '20')
    .option('--json', 'one JSON object on stdout')
    .action(takes);
  addTakeWork(command);
}

async function takes(options: TakesOptions): Promise<void> {
  const limit = Math.min(500, wholeNumber('--limit', options.limit));
  const list = await withStudio({ readOnly: true }, ({ api }) => api.listTakes({ limit }));
  const rows = list.map(({ createdAt, state, recipe, audioSec, file, id }) => [
    createdAt.slice(0, 19).replace('T', ' '),
    state,
    recipe.voiceName,
    String(recipe.seed),
    audioSec === undefined ? '' : `${audioSec.toFixed(1)} s`,
    file ?? '',
    id,
  ]);
  printResult(
    options,
    { takes: list },
    table([['made (UTC)', 'state', 'voice', 'seed', 'audio', 'file', 'id'], ...rows]),
  );
}
