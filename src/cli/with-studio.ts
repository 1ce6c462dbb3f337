import { childProcessLauncher } from '#server/engine-process';
import { paths } from '#server/paths';
import { defaultHome } from '#studio/folders';
import { formatSeed } from '#studio/log-format';
import { createStudio, type Studio } from '#studio/studio';
import { version } from '../../package.json';

export interface StudioUse {
  /** For looking only: works while another studio has the library open. */
  readonly readOnly?: boolean;
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
    engine: childProcessLauncher({ entry: paths.engineEntry, resourcesDir: paths.resourcesDir }),
    readOnly: use.readOnly ?? false,
  });
  const silence = studio.on('log', (entries) => {
    for (const entry of entries) {
      if (entry.level !== 'debug') process.stderr.write(`${formatSeed(entry)}\n`);
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
