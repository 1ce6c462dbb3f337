import type { Command } from 'commander';
import type { Recording } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { StudioService } from '#contract/studio-api';
import { type OutputOptions, printResult, table } from '../output';
import { spanOf, type SpanOptions } from '../prompt-file';
import { withStudio } from '../with-studio';

interface KeepOptions extends OutputOptions, SpanOptions {
  readonly name: string;
  readonly transcript: string;
}

/** Recordings of which nothing was kept. */
export function addShelf(program: Command): void {
  const shelf = program
    .command('shelf')
    .description('recordings of which nothing was kept; they go after 30 days')
    .option('--json', 'one JSON object on stdout')
    .action(list);
  shelf
    .command('keep <recording>')
    .description('make a voice of one: its id, the start of it, or "last"')
    .requiredOption('--name <name>', 'name of the voice')
    .option('--transcript <text>', 'what the prompt says', '')
    .option('--start <sec>', 'start of the prompt inside the recording')
    .option('--end <sec>', 'end of the prompt inside the recording')
    .option('--json', 'one JSON object on stdout')
    .action((wanted: string, _options: unknown, command: Command) =>
      keep(wanted, command.optsWithGlobals<KeepOptions>()),
    );
}

async function list(options: OutputOptions): Promise<void> {
  const shelf = await withStudio({ readOnly: true }, ({ api }) => api.listShelf());
  const rows = shelf.map(({ id, name, durationSec, createdAt, report }) => [
    ...[createdAt.slice(0, 16).replace('T', ' '), name, `${durationSec.toFixed(1)} s`, report.verdict, id],
  ]);
  printResult(
    options,
    { recordings: shelf },
    rows.length === 0
      ? ['The shelf is empty.']
      : table([['recorded', 'name', 'length', 'quality', 'id'], ...rows]),
  );
}

async function keep(wanted: string, options: KeepOptions): Promise<void> {
  const { name, transcript } = options;
  const voice = await withStudio({}, async (studio) => {
    const recording = await findOnShelf(studio, wanted);
    const saved = await studio.api.saveVoice({
      ...{ recordingId: recording.id, name, transcript },
      ...spanOf(recording, options),
    });
    await studio.enrolled();
    return studio.api.getVoice({ voiceId: saved.id });
  });
  printResult(options, { voice }, [`${voice.name}: ${voice.promptSec.toFixed(1)} s, ${voice.verdict}`]);
}

/** @throws StudioError 'recording-not-found', also when several ids begin like that */
async function findOnShelf({ api }: StudioService, wanted: string): Promise<Recording> {
  const shelf = await api.listShelf();
  const begins = wanted.length < 4 ? [] : shelf.filter(({ id }) => id.startsWith(wanted));
  const found =
    wanted === 'last'
      ? shelf[0]
      : (shelf.find(({ id }) => id === wanted) ?? (begins.length === 1 ? begins[0] : undefined));
  if (found) return found;
  throw new StudioError('recording-not-found', { recordingId: wanted });
}
