import { StudioError } from '#contract/errors';
import { findManifest } from './find-manifest';
import { packFolders } from './local-layout';
import type { PackManifest } from './manifest';
import { checkFiles, refuseParts } from './open-pack';
import { rolesOf } from './roles';

export interface InstalledPack {
  readonly dir: string;
  readonly manifest: PackManifest;
}

const preference: readonly PackManifest['status'][] = ['established', 'experimental', 'discouraged'];

/** Looks at a pack's names and sizes only, so it may be asked often. @returns what is wrong, 'pack-…', if anything is */
export function inspectPack(dir: string): InstalledPack | { readonly error: StudioError } {
  try {
    const manifest = findManifest(dir);
    refuseParts(manifest);
    rolesOf(manifest);
    checkFiles(manifest, dir);
    return { dir, manifest };
  } catch (thrown) {
    return { error: StudioError.from(thrown) };
  }
}

/**
 * The best pack of the models folder whose files are there.
 * @returns 'engine-unavailable' with a reason, one sentence, when nothing there can speak
 */
export function findInstalledPack(
  modelsDir: string | undefined,
): InstalledPack | { readonly error: StudioError } {
  const usable: InstalledPack[] = [];
  let reason = 'No CosyVoice 3 pack is installed.';
  for (const dir of modelsDir === undefined ? [] : packFolders(modelsDir)) {
    const found = inspectPack(dir);
    if ('dir' in found) usable.push(found);
    else if (found.error.code !== 'pack-not-found') reason = found.error.message;
  }
  const rank = ({ manifest }: InstalledPack) => preference.indexOf(manifest.status);
  const [best] = usable.sort((a, b) => rank(a) - rank(b));
  return best ?? { error: unavailable(reason) };
}

function unavailable(reason: string): StudioError {
  return new StudioError('engine-unavailable', reason, {
    repair: 'Install a pack, or use the draft voice.',
    values: { engine: 'cosyvoice3' },
  });
}
