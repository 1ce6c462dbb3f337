import { resolve } from 'node:path';
import { StudioError } from '#contract/errors';
import { forkedPrograms, forkProgram } from '#server/fork-program';
import { paths } from '#server/paths';
import { engineLauncher, type EngineEntry } from '#studio/engines/engine-launcher';
import { defaultHome, studioFolders } from '#studio/storage/files/folders';
import { formatSeed } from '#log-text/format';
import { reachStudio, type ReachedStudio } from '#studio/door/reach-studio';
import { createStudio, type CommandStudio, type Studio } from '#studio/studio';
import { version } from '../../package.json';
import { say } from './output';

export interface StudioUse {
  /** For looking only: works while another studio has the library open. */
  readonly readOnly?: boolean;
  /** Folder of the one CosyVoice 3 pack to use, whatever is installed; as typed. */
  readonly pack?: string | undefined;
}

/** The engine process of this installation, for this data folder. */
export function engineEntry(pack?: string): EngineEntry {
  return {
    entry: paths.engineEntry,
    resourcesDir: paths.resourcesDir,
    modelsDir: studioFolders(defaultHome()).models,
    packDir: pack === undefined ? undefined : resolve(pack),
  };
}

/** Set by --standalone before the command begins: there is one command a run. */
let isStandalone = false;

export function standAlone(wanted: boolean): void {
  isStandalone = wanted;
}

/**
 * Gives one command the studio that runs on this data folder, through its door, or opens one for it and closes it whatever
 * happens. The log of what it does goes to stderr; Ctrl-C ends what it asked for.
 * @throws StudioError what `work` throws; 'connection-lost' when the studio that ran is closed meanwhile
 */
export async function withStudio<T>(use: StudioUse, work: (studio: CommandStudio) => Promise<T>): Promise<T> {
  // the engine of the studio that runs has its packs; one named for this command alone needs an engine of its own
  const reached = use.pack === undefined ? await reachRunning(use) : undefined;
  if (!reached) return withOwnStudio(use, work);
  return whileOpen(
    reached,
    () => reached.leave(),
    () => untilLost(reached, work(reached)),
  );
}

/** @returns the studio that runs on this data folder; undefined where none does, and with --standalone */
export async function reachRunning({ readOnly = false }: StudioUse = {}): Promise<ReachedStudio | undefined> {
  if (isStandalone) return undefined;
  try {
    return await reachStudio({ home: defaultHome(), version });
  } catch (thrown) {
    // whoever only looks needs nobody
    if (readOnly) return undefined;
    throw thrown;
  }
}

async function withOwnStudio<T>(use: StudioUse, work: (studio: CommandStudio) => Promise<T>): Promise<T> {
  const studio = await openOwn(use);
  return whileOpen(
    studio,
    () => studio.close(),
    () => work(studio),
  );
}

async function openOwn({ readOnly = false, pack }: StudioUse): Promise<Studio> {
  try {
    return await createStudio({
      home: defaultHome(),
      resourcesDir: paths.resourcesDir,
      version,
      host: 'cli',
      engine: engineLauncher(forkProgram, engineEntry(pack)),
      programs: forkedPrograms,
      readOnly,
      packNamed: pack !== undefined,
    });
  } catch (thrown) {
    if (pack === undefined || !(thrown instanceof StudioError) || thrown.code !== 'library-locked')
      throw thrown;
    throw new StudioError('library-locked', { ...thrown.values, why: 'pack', pack }, thrown);
  }
}

async function whileOpen<T>(
  studio: CommandStudio,
  close: () => Promise<void>,
  work: () => Promise<T>,
): Promise<T> {
  const silence = studio.on('log', (entries) => {
    for (const entry of entries) {
      if (entry.level !== 'debug') say('stderr', formatSeed(entry));
    }
  });
  const interrupt = (signal: NodeJS.Signals) => {
    void close().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await work();
  } finally {
    await close();
    silence();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** Whoever waits for news of a studio that is gone would wait for ever. */
async function untilLost<T>({ closed }: ReachedStudio, work: Promise<T>): Promise<T> {
  const lost = () => new StudioError('connection-lost', { why: 'door' });
  try {
    return await Promise.race([work, closed.then(() => Promise.reject(lost()))]);
  } catch (thrown) {
    throw thrown instanceof StudioError && thrown.code === 'connection-lost' ? lost() : thrown;
  }
}
