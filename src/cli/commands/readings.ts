import type { Command } from 'commander';
import { type OutputOptions, printResult, table } from '../output';
import { withStudio } from '../with-studio';

export function addReadings(program: Command): void {
  program
    .command('readings <text>')
    .description(
      'how its Chinese characters may be read, and what to write instead of one to fix its reading',
    )
    .option('--json', 'one JSON object on stdout')
    .action(list);
}

async function list(text: string, options: OutputOptions): Promise<void> {
  const characters = [...new Set(text.match(/\p{Script=Han}/gu) ?? [])];
  const readings = await withStudio({ readOnly: true }, ({ api }) =>
    Promise.all(
      characters.map(async (character) => ({ character, readings: await api.listReadings({ character }) })),
    ),
  );
  const rows = readings.flatMap(({ character, readings: each }) =>
    each.map(({ syllable, marker }, at) => [at === 0 ? character : '', syllable, marker]),
  );
  printResult(
    options,
    { readings },
    rows.length === 0
      ? ['There is no Chinese character in it.']
      : table([['character', 'reading', 'write'], ...rows]),
  );
}
