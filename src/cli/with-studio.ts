import { resolve } from 'node:path';
import { forkedPrograms, forkProgram } from '#server/fork-program';
import { paths } from '#server/paths';
import { engineLauncher, type EngineEntry } from '#studio/engines/engine-launcher';
import { defaultHome, studioFolders } from '#studio/storage/files/folders';
import { formatSeed } from '#log-text/format';
import { createStudio, type Studio } from '#studio/studio';
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

/**
 * Opens the studio of this data folder for one command and closes it whatever happens. Its log goes to stderr;
 * Ctrl-C closes it, too, which ends the engine process.
 */
export async function withStudio<T>(use: StudioUse, work: (studio: Studio) => Promise<T>): Promise<T> {
  const studio = await createStudio({
    home: defaultHome(),
    resourcesDir: paths.resourcesDir,
    version,
    host: 'cli',
    engine: engineLauncher(forkProgram, engineEntry(use.pack)),
    programs: forkedPrograms,
    readOnly: use.readOnly ?? false,
    packNamed: use.pack !== undefined,
  });
  const silence = studio.on('log', (entries) => {
    for (const entry of entries) {
      if (entry.level !== 'debug') say('stderr', formatSeed(entry));
    }
  });
  const interrupt = (signal: NodeJS.Signals) => {
    void studio.close().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await work(studio);
  } finally {
    await studio.close();
    silence();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
