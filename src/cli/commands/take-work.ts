import type { Command } from 'commander';
import type { Diagnosis } from '#contract/doctor';
import { retryingRepairSchema, type RetryingRepair } from '#contract/doctor';
import { isOver, type Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { SPEECH_RATE_HZ, type SegmentVersion } from '#contract/speech';
import { formatLine } from '#log-text/format';
import { defaultHome } from '#studio/storage/files/folders';
import { lockRefusal } from '#studio/storage/library-lock';
import { interrupted } from '#studio/takes/take-store';
import type { CommandStudio } from '#studio/studio';
import { errorWords } from '#i18n/error-words';
import { causeWords } from '#i18n/finding-words';
import { finishedTake } from '../finished-take';
import { wholeNumber } from '../options';
import { type OutputOptions, printResult, table, usageError } from '../output';
import { findTake } from '../take-by-id';
import { withStudio } from '../with-studio';

interface RepeatOptions extends OutputOptions {
  readonly seed: string;
}

interface RerollOptions extends RepeatOptions {
  readonly segment: string;
}

interface SegmentsOptions extends OutputOptions {
  readonly use?: string;
}

interface RetryOptions extends OutputOptions {
  readonly repair?: string;
}

/** takes queue, cancel, retry, continue, segments, repeat, why: what waits, and what went wrong. */
export function addTakeWork(takes: Command): void {
  takes
    .command('queue')
    .description('the takes that wait, in their order; also while a studio runs')
    .option('--json', 'one JSON object on stdout')
    .action((_options: unknown, command: Command) => queue(command.optsWithGlobals()));
  takes
    .command('cancel <id>')
    .description('take a waiting take out of the queue; "all" for every one')
    .option('--json', 'one JSON object on stdout')
    .action((id: string, _options: unknown, command: Command) => cancel(id, command.optsWithGlobals()));
  takes
    .command('retry <id>')
    .description('make a failed, cancelled or waiting take now')
    .option('--repair <kind>', `in another way: ${retryingRepairSchema.options.join(', ')}`)
    .option('--json', 'one JSON object on stdout')
    .action((id: string, _options: unknown, command: Command) => retry(id, command.optsWithGlobals()));
  takes
    .command('segments <id>')
    .description(
      'what a take is made of, as far as it came: where each segment lies, its seeds and its words',
    )
    .option('--use <n:v>', 'make a new take in which segment n, from 0, is its version v, from 1, e.g. 3:1')
    .option('--json', 'one JSON object on stdout')
    .action((id: string, _options: unknown, command: Command) => segments(id, command.optsWithGlobals()));
  takes
    .command('reroll <id>')
    .description('make a new version of a take in which one segment is spoken with another seed')
    .requiredOption('--segment <n>', 'which one, counted from 0; takes segments lists them')
    .option('--seed <seed>', '"new", or a number', 'new')
    .option('--json', 'one JSON object on stdout')
    .action((id: string, _options: unknown, command: Command) => reroll(id, command.optsWithGlobals()));
  takes
    .command('continue <id>')
    .description('speak a failed or cancelled take on from its first missing segment')
    .option('--json', 'one JSON object on stdout')
    .action((id: string, _options: unknown, command: Command) => goOn(id, command.optsWithGlobals()));
  takes
    .command('repeat <id>')
    .description('make a take again, as a new one unless it failed; all but the seed is held')
    .option('--seed <seed>', '"same", "new", or a number', 'same')
    .option('--json', 'one JSON object on stdout')
    .action((id: string, _options: unknown, command: Command) => repeat(id, command.optsWithGlobals()));
  takes
    .command('why <id>')
    .description('why a take failed or sounds wrong, with the lines that show it and what repairs it')
    .option('--json', 'one JSON object on stdout')
    .action((id: string, _options: unknown, command: Command) => why(id, command.optsWithGlobals()));
}

async function queue(options: OutputOptions): Promise<void> {
  const waiting = await withStudio({ readOnly: true }, waitingTakes);
  const rows = waiting.map(({ number, recipe, id }, at) => [
    String(at + 1),
    String(number),
    recipe.voiceName,
    String(recipe.seed),
    shorten(recipe.text),
    id,
  ]);
  printResult(
    options,
    { queue: waiting },
    rows.length === 0
      ? ['Nothing waits.']
      : table([['place', 'take', 'voice', 'seed', 'text', 'id'], ...rows]),
  );
}

async function cancel(wanted: string, options: OutputOptions): Promise<void> {
  await withStudio({}, async (studio) => {
    const takes = wanted === 'all' ? await waitingTakes(studio) : [await findTake(studio, wanted)];
    const [over] = takes.filter(isOver);
    if (over)
      throw new StudioError('bad-request', { why: 'not-waiting', takeId: over.id, state: over.state });
    for (const { id } of takes) await studio.api.cancelTake({ takeId: id });
    const now = await Promise.all(takes.map(({ id }) => studio.api.getTake({ takeId: id })));
    const lines = now.map(({ id, state }) => `${id} ${state}`);
    printResult(options, { takes: now }, lines.length === 0 ? ['Nothing waits.'] : lines);
  });
}

async function retry(wanted: string, options: RetryOptions): Promise<void> {
  const repair = options.repair === undefined ? undefined : repairOf(options.repair);
  await withStudio({}, async (studio) => {
    const { id, state } = await findTake(studio, wanted);
    // a command takes up no queue: a take that waits leaves it, and is made now
    if (state === 'queued') await studio.api.cancelTake({ takeId: id });
    if (state === 'done' && repair === undefined)
      throw new StudioError('bad-request', { why: 'take-done', takeId: id, state });
    printMade(options, await finishedTake(studio, () => studio.api.repeatTake({ takeId: id, repair })));
  });
}

async function segments(wanted: string, options: SegmentsOptions): Promise<void> {
  if (options.use !== undefined) return useVersion(wanted, options.use, options);
  await withStudio({ readOnly: true }, async (studio) => {
    const { id } = await findTake(studio, wanted);
    const found = await studio.api.getSegments({ takeId: id });
    const versions = await studio.api.listSegmentVersions({ takeId: id });
    const seconds = (samples: number) => `${(samples / SPEECH_RATE_HZ).toFixed(2)} s`;
    const rows = found.segments.map(({ number, firstSample, samples, seed, language, spoken }) => [
      String(number),
      seconds(firstSample),
      seconds(samples),
      String(seed),
      versionWords(versions.filter((version) => version.number === number)),
      language,
      shorten(spoken),
    ]);
    const missing = (found.of ?? found.segments.length) - found.segments.length;
    printResult(options, { takeId: id, ...found, versions }, [
      ...table([['segment', 'at', 'long', 'seed', 'versions', 'language', 'spoken'], ...rows]),
      ...(missing > 0 ? [`${missing} of ${found.of} are missing: takes continue ${id}`] : []),
    ]);
  });
}

/** The seed of each version, in their order; a star marks the one of this take. Nothing when there is one. */
function versionWords(versions: readonly SegmentVersion[]): string {
  if (versions.length < 2) return '';
  return versions.map(({ version, seed, current }) => `${version}:${seed}${current ? '*' : ''}`).join(' ');
}

async function useVersion(wanted: string, use: string, options: OutputOptions): Promise<void> {
  const [, segment, version] = /^(\d{1,6}):(\d{1,6})$/.exec(use) ?? [];
  if (segment === undefined) throw usageError('no-version', { use });
  await withStudio({}, async (studio) => {
    const { id } = await findTake(studio, wanted);
    const number = Number(segment);
    const versions = await studio.api.listSegmentVersions({ takeId: id, segment: number });
    const chosen = versions.find((each) => each.version === Number(version));
    if (!chosen)
      throw new StudioError('bad-request', { why: 'version-unknown', use, count: versions.length });
    if (chosen.current) throw new StudioError('bad-request', { why: 'version-same', use });
    const { seed } = chosen;
    printMade(
      options,
      await finishedTake(studio, () => studio.api.rerollSegment({ takeId: id, segment: number, seed })),
    );
  });
}

async function reroll(wanted: string, options: RerollOptions): Promise<void> {
  const segment = wholeNumber('--segment', options.segment);
  const seed = seedOf(options.seed);
  if (seed === 'same') throw usageError('same-seed');
  await withStudio({}, async (studio) => {
    const { id } = await findTake(studio, wanted);
    printMade(
      options,
      await finishedTake(studio, () => studio.api.rerollSegment({ takeId: id, segment, seed })),
    );
  });
}

async function goOn(wanted: string, options: OutputOptions): Promise<void> {
  await withStudio({}, async (studio) => {
    const { id } = await findTake(studio, wanted);
    printMade(options, await finishedTake(studio, () => studio.api.continueTake({ takeId: id })));
  });
}

async function repeat(wanted: string, options: RepeatOptions): Promise<void> {
  const seed = seedOf(options.seed);
  await withStudio({}, async (studio) => {
    const { id } = await findTake(studio, wanted);
    printMade(options, await finishedTake(studio, () => studio.api.repeatTake({ takeId: id, seed })));
  });
}

function seedOf(written: string): 'same' | 'new' | number {
  if (written === 'same' || written === 'new') return written;
  if (/^\d+$/.test(written)) return Number(written);
  throw usageError('no-seed', { value: written });
}

function printMade(options: OutputOptions, take: Take): void {
  printResult(options, { take }, [
    `take ${take.number}: ${take.file ?? ''} ${(take.audioSec ?? 0).toFixed(2)} s, seed ${take.recipe.seed}`,
  ]);
}

async function why(wanted: string, options: OutputOptions): Promise<void> {
  await withStudio({ readOnly: true }, async (studio) => {
    const found = await findTake(studio, wanted);
    // a studio that was killed could not say so; the next one that writes will
    const orphaned = found.state === 'running' && lockRefusal(defaultHome()) === undefined;
    const take = orphaned ? interrupted(found) : found;
    const diagnosis = await studio.api.diagnoseTake({ takeId: take.id });
    const result = { takeId: take.id, state: take.state, error: take.error ?? null, diagnosis };
    printResult(options, result, diagnosis ? wordsOf(take, diagnosis) : [plainWords(take)]);
  });
}

function plainWords({ state, error }: Take): string {
  if (!error) return `The take is ${state}; nothing is wrong with it.`;
  const { detail, repair } = errorWords(error, 'en');
  return `${detail} ${repair}`;
}

function wordsOf({ id, error }: Take, diagnosis: Diagnosis): string[] {
  const { proof, repairs } = diagnosis;
  return [
    ...(error ? [errorWords(error, 'en').detail] : []),
    `Why: ${causeWords(diagnosis, 'en')} (${diagnosis.rule})`,
    ...proof.map((line) => `  ${formatLine(line).split('\n')[0] ?? ''}`),
    ...repairs.map((repair) =>
      retryingRepairSchema.safeParse(repair).success
        ? `-> takes retry ${id} --repair ${repair}`
        : repair === 'support-bundle'
          ? `-> support-bundle --take ${id} --out FILE`
          : `-> ${repair}`,
    ),
  ];
}

async function waitingTakes({ api }: CommandStudio): Promise<Take[]> {
  const newest = await api.listTakes({ limit: 500 });
  return newest
    .filter(({ state }) => state === 'queued')
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
}

function repairOf(text: string): RetryingRepair {
  const repair = retryingRepairSchema.safeParse(text);
  if (repair.success) return repair.data;
  throw usageError('no-repair', { repair: text, known: retryingRepairSchema.options.join(', ') });
}

function shorten(text: string): string {
  const characters = Array.from(text.replace(/\s+/g, ' '));
  return characters.length <= 40 ? characters.join('') : `${characters.slice(0, 39).join('')}…`;
}
