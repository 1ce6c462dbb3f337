import { StudioError } from '#contract/errors';
import type { Studio, StudioOptions } from './studio-options';

export type { EngineChild, EngineLauncher } from './engine-child';
export type { Health, HostAbilities, Studio, StudioOptions } from './studio-options';

/**
 * Opens the library in `options.home` and offers the studio.
 * @throws StudioError 'library-locked', 'library-damaged', 'folder-not-writable', 'disk-full'
 */
export async function createStudio(options: StudioOptions): Promise<Studio> {
  throw new StudioError('internal', `The studio in ${options.home} is not there yet.`);
}
