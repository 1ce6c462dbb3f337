import type { EngineLauncher, StartProgram } from '../programs/programs';

/** Under this name Electron lists the process and tells that it is gone. */
export const ENGINE_NAME = 'CosyVoice Studio engine';

/** What a host knows and its engine process needs: the process has no other way to learn of a folder. */
export interface EngineEntry {
  /** Built entry of the engine process. */
  readonly entry: string;
  readonly resourcesDir: string;
  /** Folder whose sub-folders are packs, unless COSYVOICE_STUDIO_MODELS names another. */
  readonly modelsDir: string;
  /** The one pack to use, whatever is installed. */
  readonly packDir?: string | undefined;
}

/** The engine process of this entry, started as this host starts programs. */
export function engineLauncher(start: StartProgram, entry: EngineEntry): EngineLauncher {
  return {
    launch: (folders) =>
      start({
        entry: entry.entry,
        name: ENGINE_NAME,
        env: engineEnvironment({ ...entry, modelsDir: folders?.modelsDir ?? entry.modelsDir }),
      }),
  };
}

/** @returns the environment of an engine process: the host's own and the folders of `entry` */
export function engineEnvironment(
  { resourcesDir, modelsDir, packDir }: Omit<EngineEntry, 'entry'>,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  return {
    ...env,
    ORT_DISABLE_TELEMETRY: '1',
    COSYVOICE_STUDIO_RESOURCES: resourcesDir,
    COSYVOICE_STUDIO_MODELS: env.COSYVOICE_STUDIO_MODELS ?? modelsDir,
    ...(packDir === undefined ? {} : { COSYVOICE_STUDIO_PACK: packDir }),
  };
}
