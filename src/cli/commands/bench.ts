import { mkdir } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, platform, release, arch, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { TakeRequest } from '#contract/domain';
import type { EngineDescription } from '#contract/engine-api';
import { AUTO_ENGINE } from '#contract/engines';
import { StudioError } from '#contract/errors';
import { defaultHome, studioFolders } from '#studio/storage/files/folders';
import { noteTemporariesIn, withTemporary } from '#studio/storage/files/temporary-files';
import type { CommandStudio } from '#studio/studio';
import { version } from '../../../package.json';
import { measureEngine, type EngineTimes } from '../bench/measure-engine';
import { engineOption, wholeNumber } from '../options';
import { type OutputOptions, printResult, table } from '../output';
import { withStudio } from '../with-studio';

interface BenchOptions extends OutputOptions {
  readonly engine: NonNullable<TakeRequest['engine']>;
  readonly rounds: string;
  readonly pack?: string;
}

/** Said by every engine, so that machines can be compared. */
const TEXT = 'The studio measures itself. It says these two sentences and looks at the clock.';

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('how fast this machine speaks: ratios first, then the stages')
    .addOption(engineOption())
    .option('--pack <dir>', 'CosyVoice 3 pack outside the models folder')
    .option('--rounds <n>', 'takes measured for each engine, after one that is not', '5')
    .option('--json', 'one JSON object on stdout')
    .action(bench);
}

type NamedTimes = EngineTimes & Pick<EngineDescription, 'name'>;

async function bench(options: BenchOptions): Promise<void> {
  const rounds = wholeNumber('--rounds', options.rounds);
  const loadBefore = loadavg()[0]!;
  const { engines, runtimeVersion } = await inEmptyLibrary(options, (studio) =>
    measure(studio, options, rounds),
  );
  const machine = {
    platform: `${platform()} ${release()} ${arch()}`,
    cpuModel: cpus()[0]?.model ?? '',
    threads: availableParallelism(),
    memoryBytes: totalmem(),
    runtimeVersion,
    loadBefore,
    loadAfter: loadavg()[0]!,
  };
  printResult(options, { version, machine, text: TEXT, rounds, engines }, [
    ...engines.flatMap(linesOf),
    `${machine.threads} x ${machine.cpuModel}, ${gigabytes(machine.memoryBytes)}, ${machine.platform}`,
    runtimeVersion,
    `load ${machine.loadBefore.toFixed(1)} before, ${machine.loadAfter.toFixed(1)} after` +
      (loadBefore > machine.threads / 4 ? ': the machine was busy, so times are too long' : ''),
  ]);
}

/** A library of its own: measuring leaves no takes behind, and works while a studio is open. */
async function inEmptyLibrary<T>(
  { pack }: BenchOptions,
  work: (studio: CommandStudio) => Promise<T>,
): Promise<T> {
  const real = studioFolders(defaultHome());
  noteTemporariesIn(real.temporary);
  // the packs stay those of the real one
  process.env.COSYVOICE_STUDIO_MODELS ??= real.models;
  return withTemporary(join(tmpdir(), 'cosyvoice-bench'), async (home) => {
    await mkdir(home, { mode: 0o700 });
    process.env.COSYVOICE_STUDIO_HOME = home;
    return withStudio({ pack }, work);
  });
}

async function measure(studio: CommandStudio, options: BenchOptions, rounds: number) {
  const { api } = studio;
  const [sample] = await api.listSamples();
  if (!sample) {
    throw new StudioError('file-not-found', { why: 'samples' });
  }
  const { id: recordingId, durationSec } = await api.openSample({ sampleId: sample.id });
  const voice = await api.saveVoice({
    recordingId,
    ...{ startSec: 0, endSec: durationSec },
    name: 'bench',
    transcript: sample.transcript,
  });
  // opening the sample has started the engine process, so its engines are known
  const { engine } = await api.getStatus();
  const chosen = enginesToMeasure(options, engine.engines);
  const engines: NamedTimes[] = [];
  for (const { id, name } of chosen) {
    const request = { text: TEXT, voiceId: voice.id, engine: id, seed: 12_345 };
    engines.push({ ...(await measureEngine(studio, request, rounds)), name });
  }
  return { engines, runtimeVersion: engine.runtimeVersion };
}

/** The one that was named, else all that can speak and those that a named pack is for. */
function enginesToMeasure(
  { engine, pack }: BenchOptions,
  known: readonly EngineDescription[],
): Pick<EngineDescription, 'id' | 'name'>[] {
  if (engine !== AUTO_ENGINE) return [known.find(({ id }) => id === engine) ?? { id: engine, name: engine }];
  return known.filter(({ available, abilities }) => available || (abilities.packs && pack !== undefined));
}

function linesOf({ name, pack, realTimeFactor, firstToLater, ...times }: NamedTimes): string[] {
  const { median, lowest, highest } = realTimeFactor;
  return [
    `${pack === undefined ? name : `${name} (${pack})`}: real-time factor ${median.toFixed(2)} (${lowest.toFixed(2)} to ${highest.toFixed(2)}), ` +
      `first take ${firstToLater.toFixed(1)} times as long`,
    `  ${times.audioSec.toFixed(2)} s of audio in ${times.wallSec.median.toFixed(2)} s; ` +
      `the engine process holds ${gigabytes(times.residentBytes)}`,
    ...table([
      ['  stage', 'share', 'median', 'rounds'],
      ...times.stages.map(({ name: stage, share, ms }) => [
        `  ${stage}`,
        `${(100 * share).toFixed(0)} %`,
        `${ms.median.toFixed(0)} ms`,
        `${ms.lowest.toFixed(0)} .. ${ms.highest.toFixed(0)} ms`,
      ]),
    ]),
    '',
  ];
}

const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(2)} GiB`;
